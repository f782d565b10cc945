package io.qianhu.ledger;

import java.util.Map;

/**
 * What a part of intake counted.
 *
 * @param callees distinct accepted numbers
 * @param rejectExamples a row for each of these reasons, the first one in the order of the file
 * @param moreNumbers see {@link Books#moreNumbers}
 * @param passedOver see {@link Books#passedOver}
 */
public record Tally(
        long rows,
        long duplicates,
        long suppressed,
        long callees,
        Map<String, Long> rejectedByReason,
        Map<String, RejectExample> rejectExamples,
        long moreNumbers,
        long passedOver) {
    public Tally {
        rejectedByReason = Map.copyOf(rejectedByReason);
        rejectExamples = Map.copyOf(rejectExamples);
    }

    /** Rows of which each has one number or none, without examples. */
    public Tally(long rows, long duplicates, long suppressed, long callees, Map<String, Long> rejectedByReason) {
        this(rows, duplicates, suppressed, callees, rejectedByReason, Map.of(), 0, 0);
    }
}
