package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** The ledger that this home had is not there, or is not the same any more; the message says what to do. */
final class LedgerLost extends WordedException {
    private static final long serialVersionUID = 1;

    LedgerLost(Message message) {
        super(message);
    }
}
