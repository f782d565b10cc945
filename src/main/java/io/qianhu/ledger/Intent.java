package io.qianhu.ledger;

import java.time.Instant;

/**
 * What is known of a request before it leaves.
 *
 * @param signedAt the timestamp in its signature
 * @param account which service and key it goes to; only there can its absence be proved
 */
public record Intent(String taskName, String nonce, Instant signedAt, String account) {}
