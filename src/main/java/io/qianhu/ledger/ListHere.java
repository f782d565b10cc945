package io.qianhu.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What this ledger knows of a list.
 *
 * @param taskName the name of its latest attempt, null before the first
 * @param taskId the task that it has, null unless it is accepted
 */
public record ListHere(
        ListRef list,
        ListState state,
        @Nullable String taskName,
        @Nullable String taskId) {}
