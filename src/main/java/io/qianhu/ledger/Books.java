package io.qianhu.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The books of a run: every row that was read is accounted for, and every callee is in exactly one list.
 *
 * @param rowsRead records after the header, blank lines left out
 * @param callees distinct accepted numbers, as intake counted them
 * @param openCallees callees in the list that is not full yet
 * @param storedCallees numbers that the stored lists really hold, counted in the lists themselves
 * @param lists lists by state
 * @param calleesByState callees by the state of their list
 * @param rejectExamples one row for each reason, the first one; none for what an older version counted
 * @param storedDuplicates duplicate rows that are stored one by one; versions before they were only counted them
 * @param moreNumbers numbers that were taken beside the first one of their row, from cells that hold several
 * @param passedOver numbers that were not taken from such cells, though another one of the cell was: neither called nor
 *     rejected, in no sum
 */
public record Books(
        long rowsRead,
        SortedMap<String, Long> rejectedByReason,
        SortedMap<String, RejectExample> rejectExamples,
        long duplicates,
        long storedDuplicates,
        long suppressed,
        long callees,
        long openCallees,
        long storedCallees,
        Map<ListState, Long> lists,
        Map<ListState, Long> calleesByState,
        long moreNumbers,
        long passedOver) {
    public Books {
        rejectedByReason = new TreeMap<>(rejectedByReason);
        rejectExamples = new TreeMap<>(rejectExamples);
        lists = byState(lists);
        calleesByState = byState(calleesByState);
    }

    private static Map<ListState, Long> byState(Map<ListState, Long> counts) {
        Map<ListState, Long> copy = new EnumMap<>(ListState.class);
        copy.putAll(counts);
        return copy;
    }

    public long rejected() {
        return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    public long lists(ListState state) {
        return lists.getOrDefault(state, 0L);
    }

    public long callees(ListState state) {
        return calleesByState.getOrDefault(state, 0L);
    }

    /** Callees of requests whose fate nobody knows at this moment, those in flight among them. */
    public long calleesUnconfirmed() {
        return callees(ListState.UNCONFIRMED) + callees(ListState.SUBMITTING);
    }

    /** Callees that were not submitted yet. */
    public long calleesPending() {
        return callees(ListState.PENDING) + openCallees;
    }

    /**
     * Whether everything adds up: rows + more numbers = callees + rejected + duplicates + suppressed; callees = those
     * in the lists by their sizes = those really stored.
     */
    public boolean balanced() {
        long inLists =
                calleesByState.values().stream().mapToLong(Long::longValue).sum();
        return rowsRead + moreNumbers == callees + rejected() + duplicates + suppressed
                && callees == inLists + openCallees
                && inLists == storedCallees;
    }

    /** Whether lists are left that the same command would work on. */
    public boolean open() {
        return lists(ListState.PENDING) + lists(ListState.SUBMITTING) + lists(ListState.UNCONFIRMED) > 0;
    }

    /** Whether lists are left that only a person can bring to an end. */
    public boolean needsPerson() {
        return lists(ListState.REFUSED) + lists(ListState.HELD) > 0;
    }
}
