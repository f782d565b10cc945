package io.qianhu.ledger;

import java.time.Instant;

/** A list in doubt, with what is needed to look its task up. */
public record Unconfirmed(ListRef list, String taskName, Instant signedAt) {}
