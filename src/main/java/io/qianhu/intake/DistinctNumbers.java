package io.qianhu.intake;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The exact set of the national numbers of a run, 2 to 3 bytes for each. Not thread-safe: only the thread that writes
 * lists uses it.
 *
 * <p>A Roaring bitmap holds 32 bits, so there is one for each value of the bits above them.
 */
public final class DistinctNumbers {
    private static final long LIMIT = 100_000_000_000L;

    private final @Nullable RoaringBitmap[] byHighBits = new @Nullable RoaringBitmap[(int) (LIMIT >>> 32) + 1];
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
        boolean added = bitmap((int) (national >>> 32)).checkedAdd((int) national);
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
