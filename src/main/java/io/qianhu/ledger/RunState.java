package io.qianhu.ledger;

import io.qianhu.message.Message;
import org.jspecify.annotations.Nullable;

/** How far a run has come, as its operator sees it. */
public enum RunState {
    /** A process works on it. A crash leaves it here; the next process that holds the ledger makes it INTERRUPTED. */
    RUNNING,
    /** Its process died or was killed; the same command continues it. */
    INTERRUPTED,
    /** Stopped at a list boundary on request or by the calling window; the same command continues it. */
    STOPPED,
    /** A brake holds it, as its note says; it goes on when a person has released it with {@code resume}. */
    PAUSED,
    /** Ended by an error that its note explains; the same command continues it. */
    FAILED,
    /** Everything was done that can be done without a person, but lists are refused or held, or nobody was called. */
    ATTENTION,
    /** Every list has come to its end. */
    COMPLETED;

    /** That a run is in this state, with why where there is something to say. */
    public Message of(String run, @Nullable Message why) {
        return why == null || why.isEmpty()
                ? Message.of("ledger.run-is-state", run, this)
                : Message.of("ledger.run-is-state-because", run, this, why);
    }

    /** Whether the same command has something left to do. */
    public boolean unfinished() {
        return this == RUNNING || this == INTERRUPTED || this == STOPPED || this == PAUSED || this == FAILED;
    }
}
