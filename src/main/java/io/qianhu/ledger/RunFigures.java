package io.qianhu.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a run is, as it can be seen without reading its numbers.
 *
 * @param rejectedByReason rows by the name of the reason
 * @param lists lists by state
 * @param calleesInDoubt callees of requests whose fate nobody knows at this moment, those in flight among them
 */
public record RunFigures(
        long rowsRead,
        SortedMap<String, Long> rejectedByReason,
        long duplicates,
        long suppressed,
        long callees,
        boolean intakeDone,
        Map<ListState, Long> lists,
        long calleesInDoubt) {
    public RunFigures {
        rejectedByReason = new TreeMap<>(rejectedByReason);
        Map<ListState, Long> copy = new EnumMap<>(ListState.class);
        copy.putAll(lists);
        lists = copy;
    }

    public long rejected() {
        return rejectedByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    public long lists(ListState state) {
        return lists.getOrDefault(state, 0L);
    }
}
