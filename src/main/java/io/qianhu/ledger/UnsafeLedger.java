package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** The database is set in a way that may lose what it has acknowledged; the message says which setting to change. */
public final class UnsafeLedger extends WordedException {
    UnsafeLedger(Message message) {
        super(message);
    }
}
