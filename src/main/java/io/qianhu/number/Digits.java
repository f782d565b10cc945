package io.qianhu.number;

/** Arithmetic on the decimal digits of a number. */
final class Digits {
    /** The most digits that are kept as a value; every number that can be called has fewer. */
    static final int MOST = 17;

    private static final long[] POWERS = new long[MOST + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private Digits() {}

    /** How many digits a value has; none for 0. */
    static int count(long value) {
        int count = 0;
        while (count < POWERS.length && value >= POWERS[count]) {
            count++;
        }
        return count;
    }

    /** The first digits of a value that has {@code digits} of them; the whole value when it has not that many. */
    static int first(int wanted, long value, int digits) {
        return (int) (value / POWERS[Math.max(0, digits - wanted)]);
    }

    /** The last digits of a value. */
    static long last(int wanted, long value) {
        return value % POWERS[wanted];
    }

    /** The value with so many more digits behind it; none of the two may have more than {@link #MOST}. */
    static long shifted(long value, int digits) {
        return value * POWERS[digits];
    }
}
