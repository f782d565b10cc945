package io.qianhu.ledger;

import java.time.Instant;

/** A decision as it was recorded: of which list and attempt, by which arrow, by whom and when. */
public record Decided(ListRef list, Transition transition, String by, Instant at) {}
