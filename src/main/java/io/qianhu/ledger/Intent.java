package io.qianhu.ledger;

import java.time.Instant;

/**
 * What is known of a request before it leaves.
 *
 * @param signedAt the timestamp in its signature
 * @param account which service and key it goes to; only there can its absence be proved
 * @param recalls whether the platform is asked to call again who did not answer
 */
public record Intent(String taskName, String nonce, Instant signedAt, String account, boolean recalls) {
    /** Without recall, as a campaign has it by default. */
    public Intent(String taskName, String nonce, Instant signedAt, String account) {
        this(taskName, nonce, signedAt, account, false);
    }
}
