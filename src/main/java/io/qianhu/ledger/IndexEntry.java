package io.qianhu.ledger;

/**
 * One entry of the index of numbers in one number, so that millions of them are sorted as an array: 37 bits for the
 * number looked up, 24 for the list or block, 2 for what that is.
 */
final class IndexEntry {
    /** A call list, of which the number is a callee. */
    static final int LIST = 0;
    /** A block of duplicate rows. */
    static final int DUPLICATES = 1;
    /** A block of suppressed rows. */
    static final int SUPPRESSED = 2;
    /** A block of rejected rows. */
    static final int REJECTS = 3;

    static final int PLACE_BITS = 26;
    private static final int KIND_BITS = 2;
    private static final long MOST = 1L << (PLACE_BITS - KIND_BITS);

    private IndexEntry() {}

    /** @param place number of the list or block, from 1 to 16,777,215 */
    static long of(long number, int kind, long place) {
        if (place >= MOST) {
            throw new IllegalArgumentException(
                    "a run has fewer than " + MOST + " lists and blocks of a kind: " + place);
        }
        return number << PLACE_BITS | place << KIND_BITS | kind;
    }

    static long numberOf(long entry) {
        return entry >>> PLACE_BITS;
    }

    /** List or block and what it is, as one number. */
    static long placeOf(long entry) {
        return entry & (1L << PLACE_BITS) - 1;
    }

    static int kind(long place) {
        return (int) place & (1 << KIND_BITS) - 1;
    }

    static long block(long place) {
        return place >>> KIND_BITS;
    }
}
