package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** Somebody else works on the run; nothing was done. The message says who and what to do. */
public final class LeaseRefused extends WordedException {
    LeaseRefused(Message message) {
        super(message);
    }
}
