package io.qianhu.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A list at its latest attempt, with what is needed to look its task up: its name, and the service and key it was sent
 * to. Unconfirmed ones are settled by it; held, refused and returned ones are looked up before they leave again.
 *
 * @param recalls whether its task may count calls that the platform makes again
 * @param seenTaskId the task that the API has once listed for it, {@link ListStore#saw}; null when none
 */
public record LatestAttempt(
        ListRef list,
        String taskName,
        Instant signedAt,
        String account,
        boolean recalls,
        @Nullable String seenTaskId) {
    /** Whether a task that shows this count can have the callees of the list; below 0 it shows none. */
    public boolean mayCount(long totalCount) {
        return mayCount(totalCount, list, recalls);
    }

    /** The platform documents the count as that of calls, so where it recalls there may be more than callees. */
    static boolean mayCount(long totalCount, ListRef list, boolean recalls) {
        return totalCount < 0 || totalCount == list.calleeCount() || (recalls && totalCount > list.calleeCount());
    }
}
