package io.qianhu.campaign;

/**
 * One campaign as its file defines it.
 *
 * @param name identity, {@code [a-z0-9][a-z0-9-]{0,39}}
 */
public record Campaign(
        String name, InputSettings input, NumberSettings numbers, TaskSettings task, DispatchSettings dispatch) {}
