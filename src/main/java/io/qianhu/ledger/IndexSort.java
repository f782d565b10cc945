package io.qianhu.ledger;

/**
 * Sorts entries of the index by their numbers and leaves those of one number in their order: digit by digit, the lowest
 * first. Comparing millions of numbers that come in no order took three quarters of all of indexing.
 */
final class IndexSort {
    private static final int DIGIT_BITS = 10;
    private static final int DIGITS = 1 << DIGIT_BITS;

    /** Even, so that the last pass writes into the array that is sorted; 40 bits are more than a number has. */
    private static final int PASSES = 4;

    private IndexSort() {}

    /** Sorts the first {@code count} entries. */
    static void sort(long[] entries, int count) {
        long[] from = entries;
        long[] to = new long[count];
        for (int pass = 0; pass < PASSES; pass++) {
            pass(from, to, count, IndexEntry.PLACE_BITS + pass * DIGIT_BITS);
            long[] sorted = to;
            to = from;
            from = sorted;
        }
    }

    private static void pass(long[] from, long[] to, int count, int shift) {
        int[] next = new int[DIGITS + 1];
        for (int i = 0; i < count; i++) {
            next[digit(from[i], shift) + 1]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            next[digit + 1] += next[digit];
        }
        for (int i = 0; i < count; i++) {
            int digit = digit(from[i], shift);
            to[next[digit]] = from[i];
            next[digit]++;
        }
    }

    private static int digit(long entry, int shift) {
        return (int) (entry >>> shift) & (DIGITS - 1);
    }
}
