package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** A decision that cannot be taken; the message says why and what to do. Nothing was changed. */
public final class DecisionRefused extends WordedException {
    private static final long serialVersionUID = 1;

    public DecisionRefused(Message message) {
        super(message);
    }
}
