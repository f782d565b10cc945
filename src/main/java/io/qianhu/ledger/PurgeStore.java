package io.qianhu.ledger;

import java.time.Instant;

/** Removes the numbers of runs that are over. */
public interface PurgeStore {
    /**
     * Removes callees, rejects, duplicates, suppressed rows and the index of the run, all of them or, when the process
     * dies or the commit fails, none. What stays: the run, its files' names, all counts, and of each list and request
     * everything but the numbers. The books count from then on what was counted now.
     *
     * @throws LeaseLost when this process does not have the lease of the run
     */
    void purge(String run, Instant at);
}
