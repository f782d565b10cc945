package io.qianhu.bench;

/**
 * Invented mobile numbers, spread evenly over all assigned prefixes and all different: the index is permuted, not
 * drawn, so that it is known without a memory of what came before how many distinct numbers a file holds.
 *
 * <p>How it works: a keyed bijection of 33 bits is applied to the index until the result lies within the numbers that
 * exist; that takes less than two rounds on average and keeps it a bijection.
 */
final class InventedNumbers {
    /** Assigned as a whole in November 2026 by libphonenumber 9.0.43; fixed, so that a seed keeps its bytes. */
    private static final int[] OF_THREE_DIGITS = {
        130, 131, 132, 133, 134, 135, 136, 137, 138, 139, 145, 147, 150, 151, 152, 153, 155, 156, 157, 158, 159, 162,
        165, 166, 167, 170, 171, 172, 173, 175, 176, 177, 178, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190,
        191, 192, 193, 195, 196, 197, 198, 199
    };
    /** Of 161 and 174 only these are assigned. */
    private static final int[] OF_FIVE_DIGITS = {
        16100, 16101, 16102, 16103, 16104, 16105, 16106, 16107, 16108, 16109, 17400, 17401, 17402, 17403, 17404, 17405
    };

    private static final long OF_ONE_FIVE_DIGIT_PREFIX = 1_000_000;
    private static final int BITS = 33;
    private static final long MASK = (1L << BITS) - 1;

    private final int[] prefixes = prefixes();
    private final long[] keys = new long[3];

    InventedNumbers(long seed) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Dice.mixed(seed + i) & MASK;
        }
    }

    /** How many different numbers there are: 5,216,000,000. */
    long size() {
        return prefixes.length * OF_ONE_FIVE_DIGIT_PREFIX;
    }

    /** The number at an index from 0 to {@link #size()} - 1; different indexes have different numbers. */
    long at(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("there are " + size() + " numbers, none at " + index);
        }
        long place = permuted(index);
        while (place >= size()) {
            place = permuted(place);
        }
        return prefixes[(int) (place / OF_ONE_FIVE_DIGIT_PREFIX)] * OF_ONE_FIVE_DIGIT_PREFIX
                + place % OF_ONE_FIVE_DIGIT_PREFIX;
    }

    private long permuted(long value) {
        long bits = value;
        for (long key : keys) {
            bits ^= key;
            bits = (bits * 0x9E3779B97F4A7C15L) & MASK;
            bits ^= bits >>> 17;
        }
        return bits;
    }

    private static int[] prefixes() {
        int[] prefixes = new int[OF_THREE_DIGITS.length * 100 + OF_FIVE_DIGITS.length];
        int at = 0;
        for (int prefix : OF_THREE_DIGITS) {
            for (int next = 0; next < 100; next++) {
                prefixes[at] = prefix * 100 + next;
                at++;
            }
        }
        System.arraycopy(OF_FIVE_DIGITS, 0, prefixes, at, OF_FIVE_DIGITS.length);
        return prefixes;
    }
}
