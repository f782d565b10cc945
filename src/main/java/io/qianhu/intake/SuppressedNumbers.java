package io.qianhu.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of all suppression lists, and which list holds each; of several lists, the first. Not thread-safe: only
 * the thread that writes lists uses it.
 *
 * <p>Nearly every number that is asked for is in no list, so one {@link DistinctNumbers} over all of them answers
 * first. Only for the others the lists are looked through one by one, as sorted arrays; those of earlier runs may be
 * too many for that and are whatever no array holds. So a number takes about 11 bytes, one of an earlier run 3.
 */
public final class SuppressedNumbers {
    /** No list holds the number. */
    public static final int NONE = -1;

    /** Null as long as it is empty: most runs have no list, and even an empty set takes 17 MB. */
    private @Nullable DistinctNumbers all;

    private final List<long[]> lists = new ArrayList<>();

    /**
     * Adds the next list.
     *
     * @param nationals its numbers in any order, some perhaps more than once
     */
    public void addList(long[] nationals) {
        boolean[] isNew = new boolean[nationals.length];
        addToAll(nationals, isNew);
        long[] added = new long[nationals.length];
        int count = 0;
        for (int i = 0; i < nationals.length; i++) {
            if (isNew[i]) {
                added[count] = nationals[i];
                count++;
            }
        }
        added = Arrays.copyOf(added, count);
        Arrays.sort(added);
        lists.add(added);
    }

    /**
     * Adds numbers to the list behind all others, after which no list may be added; to be called any number of times.
     */
    public void addToLast(long[] nationals) {
        addToAll(nationals, new boolean[nationals.length]);
    }

    private void addToAll(long[] nationals, boolean[] isNew) {
        if (nationals.length > 0) {
            all = all == null ? new DistinctNumbers() : all;
            all.addAll(nationals, nationals.length, isNew);
        }
    }

    /** Whether no list holds any number. */
    public boolean isEmpty() {
        return all == null;
    }

    /** How many different numbers the lists hold. */
    public long size() {
        return all == null ? 0 : all.size();
    }

    /** Position from 0 of the first list that holds the number, or {@link #NONE}. */
    public int listOf(long national) {
        if (all == null || !all.contains(national)) {
            return NONE;
        }
        for (int list = 0; list < lists.size(); list++) {
            if (Arrays.binarySearch(lists.get(list), national) >= 0) {
                return list;
            }
        }
        return lists.size();
    }
}
