package io.qianhu.ledger;

import java.time.Instant;

/** What is known of a request before it leaves. {@code signedAt} is the timestamp in its signature. */
public record Intent(String taskName, String nonce, Instant signedAt) {}
