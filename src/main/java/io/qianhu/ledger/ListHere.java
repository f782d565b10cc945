package io.qianhu.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What this ledger knows of a list.
 *
 * @param taskId the task that it has, null unless it is accepted
 */
public record ListHere(ListState state, @Nullable String taskId) {}
