package io.qianhu.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run's tasks were looked for before any was submitted.
 *
 * @param title the task title in their names; empty where nobody has looked
 * @param storedAt since when the run's lists are stored; null in runs of versions that did not keep it, whose ids are random
 *     and known to no other ledger but copies of this one
 */
public record Looked(String title, @Nullable Instant storedAt) {}
