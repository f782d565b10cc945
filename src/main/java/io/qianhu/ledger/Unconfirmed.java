package io.qianhu.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A list in doubt, with what is needed to look its task up: its name, and the service and key it was sent to.
 *
 * @param seenTaskId the task that the API has once listed for it, {@link ListStore#saw}; null when none
 */
public record Unconfirmed(
        ListRef list,
        String taskName,
        Instant signedAt,
        String account,
        @Nullable String seenTaskId) {}
