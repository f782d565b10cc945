package io.qianhu.ledger;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of the lists that go ahead of all others: the first one of a run, and the first one on an account. */
public interface FirstListStore {
    /** List 1 of the run as it stands now; empty when the run has no list. */
    Optional<FirstList> first(String run);

    /** Whether the run has a list in this state. */
    boolean anyIn(String run, ListState state);

    /** Whether a list of the campaign was once seen under exactly this account's name with the callees that were submitted. */
    boolean verified(String campaign, String account);

    /**
     * Records that it was, durably, in a transaction of its own.
     *
     * @param run the run whose process saw it; the list may be of another one
     * @throws LeaseLost when this process does not have the lease of the run
     */
    void markVerified(String run, String campaign, String account, ListRef list, Instant at);

    /** The campaign's list that was accepted last under exactly this account's name, in whichever run. */
    Optional<AcceptedList> lastAccepted(String campaign, String account);

    /**
     * List 1 of a run.
     *
     * @param taskName null before it was submitted
     * @param taskId null unless it was accepted
     * @param answeredAt when its latest submission came to this state; null while nothing is known of it
     */
    record FirstList(
            ListRef list,
            ListState state,
            @Nullable String taskName,
            @Nullable String taskId,
            @Nullable Instant answeredAt) {}

    /** A list that exists at the API. */
    record AcceptedList(ListRef list, String taskName, String taskId, Instant signedAt, boolean recalls) {
        /** Whether a task that shows this count can have the callees of the list. */
        public boolean mayCount(long totalCount) {
            return LatestAttempt.mayCount(totalCount, list, recalls);
        }
    }
}
