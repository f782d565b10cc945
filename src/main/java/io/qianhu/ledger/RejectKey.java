package io.qianhu.ledger;

/**
 * Under which number a rejected row is found: the digits of its phone cell, whatever stands between them. Country codes
 * and zeros in front do not count, so only the last eleven do.
 */
final class RejectKey {
    /** Nothing to find it by. */
    static final long NONE = -1;

    private static final int FEWEST = 5;
    private static final int MOST = 15;
    private static final long ELEVEN_DIGITS = 100_000_000_000L;

    private RejectKey() {}

    /** The key of a cell of 5 to 15 digits, or {@link #NONE}. */
    static long of(CharSequence cell) {
        long value = 0;
        int digits = 0;
        for (int i = 0; i < cell.length(); i++) {
            int digit = Character.digit(cell.charAt(i), 10);
            if (digit >= 0) {
                digits++;
                value = (10 * value + digit) % ELEVEN_DIGITS;
            }
        }
        return digits < FEWEST || digits > MOST ? NONE : value;
    }

    /** The key of a rejected row. */
    static long of(RejectedRow row) {
        return row.column() <= row.cells().size() ? of(row.cells().get(row.column() - 1)) : NONE;
    }
}
