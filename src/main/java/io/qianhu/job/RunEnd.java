package io.qianhu.job;

import io.qianhu.ledger.RunState;

/**
 * How a run, or the attempt to start one, ended.
 *
 * @param state never {@link RunState#RUNNING}
 * @param alreadyCompleted whether it had ended before and nothing was done now
 * @param message one line for the operator; empty where there is nothing to say
 */
public record RunEnd(String run, RunState state, boolean alreadyCompleted, String message) {}
