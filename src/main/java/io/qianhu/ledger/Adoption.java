package io.qianhu.ledger;

import java.time.Instant;

/**
 * A list and its task, which this ledger has not submitted.
 *
 * @param transition from the state in which the list is here; to {@link ListState#ACCEPTED}
 * @param createdAt when the service made the task
 * @param account where it was found, {@link Intent#account}
 * @param decision whose word it is, with the task's id
 */
public record Adoption(
        ListRef list, Transition transition, String taskName, Instant createdAt, String account, Decision decision) {}
