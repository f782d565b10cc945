package io.qianhu.ledger;

import java.util.Map;

/** What a part of intake counted. {@code callees} are the distinct accepted numbers. */
public record Tally(long rows, long duplicates, long suppressed, long callees, Map<String, Long> rejectedByReason) {
    public Tally {
        rejectedByReason = Map.copyOf(rejectedByReason);
    }
}
