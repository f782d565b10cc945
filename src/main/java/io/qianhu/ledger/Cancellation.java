package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Instant;

/**
 * A person's word that a run is not gone on with.
 *
 * @param by who says so, one line of 1 to 100 characters
 * @param reason one line of at most 250 characters; may be empty; phone numbers in it are masked
 */
public record Cancellation(String by, String reason, Instant at) {
    public Cancellation {
        Decision.requireName(by);
        reason = Decision.reason(reason);
    }

    /** Who and why, in a half-sentence. */
    public Message text() {
        return reason.isEmpty()
                ? Message.of("ledger.cancelled", by)
                : Message.of("ledger.cancelled-because", by, reason);
    }
}
