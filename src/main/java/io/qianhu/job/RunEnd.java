package io.qianhu.job;

import io.qianhu.ledger.RunState;
import io.qianhu.message.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * How a run, or the attempt to start one, ended.
 *
 * @param state never {@link RunState#RUNNING}
 * @param alreadyCompleted whether it had ended before and nothing was done now
 * @param message one line for the operator; empty where there is nothing to say
 * @param goesOn from when on it makes sense to continue; empty when that is not a question of time
 */
public record RunEnd(String run, RunState state, boolean alreadyCompleted, Message message, Optional<Instant> goesOn) {
    /** An end after which no clock says when to continue. */
    public RunEnd(String run, RunState state, boolean alreadyCompleted, Message message) {
        this(run, state, alreadyCompleted, message, Optional.empty());
    }
}
