package io.qianhu.ledger;

import java.time.Instant;
import java.util.List;

/**
 * When the submissions of a run were begun, and how fast they might be.
 *
 * @param begun every attempt of every list, the earliest first
 * @param allowed the earliest first; empty for a run that has submitted nothing or was made by an older version
 */
public record SubmissionHistory(List<Instant> begun, List<AllowedRate> allowed) {
    public SubmissionHistory {
        begun = List.copyOf(begun);
        allowed = List.copyOf(allowed);
    }

    /**
     * The most submissions in any sliding second from this time on.
     *
     * @param perSecond more than 0, may be less than 1
     */
    public record AllowedRate(Instant since, double perSecond) {}
}
