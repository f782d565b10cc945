package io.qianhu.intake;

/**
 * The exact set of the national numbers of a run. It takes about 3 bytes for each of ten million numbers that are spread
 * over all mobile prefixes, less when they are denser, and 17 MB for the places of the buckets. Not thread-safe: only the thread that writes lists uses it.
 *
 * <p>Numbers in a file come in no order, so what an addition costs is how often memory is waited for. How it works:
 *
 * <ol>
 *   <li>Every 65,536 neighbouring numbers share a bucket; within it, a number is 16 bits.
 *   <li>A bucket is a hash table of these 16 bits with linear probing. The hash only reorders the 16 bits, so that the
 *       table may hold hashes in place of numbers; it scatters runs of consecutive numbers. 0 marks a free slot, and
 *       whether the number with the hash 0 is there is kept beside the table.
 *   <li>A full table grows by half. One that would grow over the bitmap of the bucket becomes that bitmap.
 *   <li>Many numbers at once are put in the order of their buckets first, so that a bucket is fetched once for all of
 *       them and grows once. The order is stable: of two equal numbers the first one is new.
 * </ol>
 */
public final class DistinctNumbers {
    private static final long LIMIT = 100_000_000_000L;
    private static final int LOW_BITS = 16;
    private static final int LOW_MASK = (1 << LOW_BITS) - 1;
    private static final int BUCKETS = (int) (LIMIT >>> LOW_BITS) + 1;

    /** Odd, so that no two numbers of a bucket share a hash; 65,536 by the golden ratio, so that neighbours part. */
    private static final int SCATTER = 0x9E37;

    private static final int FIRST_SLOTS = 8;
    private static final int BITMAP_WORDS = (1 << LOW_BITS) / Long.SIZE;
    private static final int MOST_SLOTS = BITMAP_WORDS * Long.BYTES / Short.BYTES;

    private static final int INDEX_BITS = 18;
    private static final int AT_ONCE = 1 << INDEX_BITS;
    private static final int LOWER_DIGIT_BITS = 11;
    private static final int LOWER_DIGITS = 1 << LOWER_DIGIT_BITS;
    private static final int UPPER_DIGITS = (BUCKETS >>> LOWER_DIGIT_BITS) + 1;

    private final short[][] tables = new short[BUCKETS][];
    private final long[][] bitmaps = new long[BUCKETS][];
    private final short[] taken = new short[BUCKETS];
    private final boolean[] holdsHashZero = new boolean[BUCKETS];
    private long size;

    private long[] halfOrdered = {};
    private long[] ordered = {};

    /**
     * Adds a number.
     *
     * @param national from 0 to 99,999,999,999
     * @return whether it is new
     */
    public boolean add(long national) {
        requireNational(national);
        int bucket = bucketOf(national);
        makeRoom(bucket, 1);
        return addTo(bucket, (int) national & LOW_MASK);
    }

    /**
     * Adds numbers in their order and marks which were new.
     *
     * @param nationals of which the first {@code count} are added, each from 0 to 99,999,999,999
     * @param isNew at least as long as {@code count}; element i becomes whether number i was new
     */
    public void addAll(long[] nationals, int count, boolean[] isNew) {
        for (int from = 0; from < count; from += AT_ONCE) {
            addSome(nationals, from, Math.min(AT_ONCE, count - from), isNew);
        }
    }

    /** Whether the number was added. */
    public boolean contains(long national) {
        requireNational(national);
        int bucket = bucketOf(national);
        int hash = hashOf((int) national & LOW_MASK);
        if (bitmaps[bucket] != null) {
            return isSet(bitmaps[bucket], hash);
        }
        short[] table = tables[bucket];
        return table != null && (hash == 0 ? holdsHashZero[bucket] : table[slotOf(hash, table)] != 0);
    }

    /** How many different numbers were added. */
    public long size() {
        return size;
    }

    private void addSome(long[] nationals, int from, int count, boolean[] isNew) {
        orderByBucket(nationals, from, count);
        for (int i = 0; i < count; ) {
            int bucket = bucketOf(ordered[i] >>> INDEX_BITS);
            int end = i + 1;
            while (end < count && bucketOf(ordered[end] >>> INDEX_BITS) == bucket) {
                end++;
            }
            makeRoom(bucket, end - i);
            for (; i < end; i++) {
                int index = (int) ordered[i] & (AT_ONCE - 1);
                isNew[from + index] = addTo(bucket, (int) (ordered[i] >>> INDEX_BITS) & LOW_MASK);
            }
        }
    }

    /** Sorts by bucket in two passes, the lower digit of the bucket first; an element is a number and its index. */
    private void orderByBucket(long[] nationals, int from, int count) {
        if (ordered.length < count) {
            halfOrdered = new long[count];
            ordered = new long[count];
        }
        int[] lower = new int[LOWER_DIGITS];
        int[] upper = new int[UPPER_DIGITS];
        for (int i = from; i < from + count; i++) {
            requireNational(nationals[i]);
            lower[bucketOf(nationals[i]) & (LOWER_DIGITS - 1)]++;
            upper[bucketOf(nationals[i]) >>> LOWER_DIGIT_BITS]++;
        }
        sumsBefore(lower);
        sumsBefore(upper);
        for (int i = 0; i < count; i++) {
            long national = nationals[from + i];
            halfOrdered[lower[bucketOf(national) & (LOWER_DIGITS - 1)]++] = national << INDEX_BITS | i;
        }
        for (int i = 0; i < count; i++) {
            long element = halfOrdered[i];
            ordered[upper[bucketOf(element >>> INDEX_BITS) >>> LOWER_DIGIT_BITS]++] = element;
        }
    }

    private static void sumsBefore(int[] counts) {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            int count = counts[i];
            counts[i] = sum;
            sum += count;
        }
    }

    /** Lets the bucket take so many more numbers, with an eighth of its slots still free. */
    private void makeRoom(int bucket, int more) {
        if (bitmaps[bucket] != null) {
            return;
        }
        short[] table = tables[bucket];
        int needed = (taken[bucket] + more) * 8 / 7 + 1;
        if (table != null && needed <= table.length) {
            return;
        }
        int slots = table == null ? Math.max(FIRST_SLOTS, needed) : Math.max(needed, table.length + table.length / 2);
        if (slots > MOST_SLOTS) {
            tables[bucket] = null;
            bitmaps[bucket] = bitmapOf(table == null ? new short[0] : table, holdsHashZero[bucket]);
        } else {
            tables[bucket] = table == null ? new short[slots] : grown(table, slots);
        }
    }

    private static short[] grown(short[] table, int slots) {
        short[] grown = new short[slots];
        for (short entry : table) {
            if (entry != 0) {
                grown[slotOf(entry & LOW_MASK, grown)] = entry;
            }
        }
        return grown;
    }

    private static long[] bitmapOf(short[] table, boolean holdsHashZero) {
        long[] bitmap = new long[BITMAP_WORDS];
        for (short entry : table) {
            bitmap[(entry & LOW_MASK) / Long.SIZE] |= 1L << entry;
        }
        bitmap[0] = holdsHashZero ? bitmap[0] | 1 : bitmap[0] & ~1L;
        return bitmap;
    }

    private boolean addTo(int bucket, int low) {
        boolean added = bitmaps[bucket] != null ? set(bitmaps[bucket], hashOf(low)) : addToTable(bucket, hashOf(low));
        size += added ? 1 : 0;
        return added;
    }

    private boolean addToTable(int bucket, int hash) {
        if (hash == 0) {
            boolean added = !holdsHashZero[bucket];
            holdsHashZero[bucket] = true;
            return added;
        }
        short[] table = tables[bucket];
        int slot = slotOf(hash, table);
        if (table[slot] != 0) {
            return false;
        }
        table[slot] = (short) hash;
        taken[bucket]++;
        return true;
    }

    /** The slot that holds the hash, or else the free one where it belongs. */
    private static int slotOf(int hash, short[] table) {
        int slot = (hash * table.length) >>> LOW_BITS;
        while (table[slot] != 0 && table[slot] != (short) hash) {
            slot = slot + 1 == table.length ? 0 : slot + 1;
        }
        return slot;
    }

    private static boolean set(long[] bitmap, int hash) {
        boolean added = !isSet(bitmap, hash);
        bitmap[hash / Long.SIZE] |= 1L << hash;
        return added;
    }

    private static boolean isSet(long[] bitmap, int hash) {
        return (bitmap[hash / Long.SIZE] & 1L << hash) != 0;
    }

    private static int hashOf(int low) {
        return low * SCATTER & LOW_MASK;
    }

    private static int bucketOf(long national) {
        return (int) (national >>> LOW_BITS);
    }

    private static void requireNational(long national) {
        if (national < 0 || national >= LIMIT) {
            throw new IllegalArgumentException("a national number has at most 11 digits and no sign");
        }
    }
}
