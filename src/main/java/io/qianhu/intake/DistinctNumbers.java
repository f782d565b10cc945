package io.qianhu.intake;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The exact set of the national numbers of a run. It takes about 3 bytes for each of ten million numbers that are spread
 * over all mobile prefixes, less when they are denser, and up to 10 for each of one million. Not thread-safe: only the
 * thread that writes lists uses it.
 *
 * <p>There is a Roaring bitmap for every 16,777,216 numbers. It then has at most 256 containers, and to put a new one
 * between them moves little; one bitmap for 32 bits moves up to 65,536 for each.
 */
public final class DistinctNumbers {
    private static final long LIMIT = 100_000_000_000L;

    private static final int LOW_BITS = 24;
    private static final int LOW_MASK = (1 << LOW_BITS) - 1;

    private final @Nullable RoaringBitmap[] byHighBits = new @Nullable RoaringBitmap[(int) (LIMIT >>> LOW_BITS) + 1];
    private long size;

    /**
     * Adds a number.
     *
     * @param national from 0 to 99,999,999,999
     * @return whether it is new
     */
    public boolean add(long national) {
        if (national < 0 || national >= LIMIT) {
            throw new IllegalArgumentException("a national number has at most 11 digits and no sign");
        }
        boolean added = bitmap((int) (national >>> LOW_BITS)).checkedAdd((int) national & LOW_MASK);
        if (added) {
            size++;
        }
        return added;
    }

    /** Adds the numbers of a stored list; a restart rebuilds the set this way. */
    public void addAll(long[] nationals) {
        for (long national : nationals) {
            add(national);
        }
    }

    /** How many different numbers were added. */
    public long size() {
        return size;
    }

    private RoaringBitmap bitmap(int highBits) {
        RoaringBitmap bitmap = byHighBits[highBits];
        if (bitmap == null) {
            bitmap = new RoaringBitmap();
            byHighBits[highBits] = bitmap;
        }
        return bitmap;
    }
}
