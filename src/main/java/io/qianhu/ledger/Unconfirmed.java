package io.qianhu.ledger;

import java.time.Instant;

/** A list in doubt, with what is needed to look its task up: its name, and the service and key it was sent to. */
public record Unconfirmed(ListRef list, String taskName, Instant signedAt, String account) {}
