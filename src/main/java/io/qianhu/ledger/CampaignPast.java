package io.qianhu.ledger;

import java.time.Instant;
import java.util.Optional;

/** What the campaign did before and beside a run: the figures that its limits are compared with. Reads only. */
public interface CampaignPast {
    /**
     * The campaign's run that came to its end last and had callees; refused and held lists do not matter, since intake has
     * counted their callees.
     *
     * @param except a run that does not count
     */
    Optional<CompletedRun> lastCompleted(String campaign, Target target, String except);

    /**
     * How many callees of the campaign, over all its runs, are in lists whose latest request was signed at that moment or
     * later and is not known to have done nothing. What is in flight, unconfirmed or held counts.
     */
    long calleesSubmittedSince(String campaign, Target target, Instant from);

    /** The callees of the longest pending list of the run; 0 when none is pending. */
    int longestPending(String run);

    /** A run at its end. */
    record CompletedRun(String run, long callees) {}
}
