package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** This process may not write to the run: it never took its lease, or lost it. Nothing was recorded. */
public final class LeaseLost extends WordedException {
    LeaseLost(String run) {
        super(message(run));
    }

    /** What an operator needs to know. */
    public static Message message(String run) {
        return Message.of("ledger.process-no-longer-owns-run", run, run);
    }
}
