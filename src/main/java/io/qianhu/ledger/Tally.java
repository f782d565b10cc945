package io.qianhu.ledger;

import java.util.Map;

/**
 * What a part of intake counted.
 *
 * @param callees distinct accepted numbers
 * @param moreNumbers see {@link Books#moreNumbers}
 * @param passedOver see {@link Books#passedOver}
 */
public record Tally(
        long rows,
        long duplicates,
        long suppressed,
        long callees,
        Map<String, Long> rejectedByReason,
        long moreNumbers,
        long passedOver) {
    public Tally {
        rejectedByReason = Map.copyOf(rejectedByReason);
    }

    /** Rows of which each has one number or none. */
    public Tally(long rows, long duplicates, long suppressed, long callees, Map<String, Long> rejectedByReason) {
        this(rows, duplicates, suppressed, callees, rejectedByReason, 0, 0);
    }
}
