package io.qianhu.ledger;

import java.time.Instant;

/**
 * A pending list and its task, which this ledger has not submitted.
 *
 * @param createdAt when the service made the task
 * @param account where it was found, {@link Intent#account}
 * @param decision whose word it is, with the task's id
 */
public record Adoption(ListRef list, String taskName, Instant createdAt, String account, Decision decision) {}
