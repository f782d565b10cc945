package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** The process that has the home could not carry an order out; the message says why. */
final class OrderFailed extends WordedException {
    private static final long serialVersionUID = 1;

    OrderFailed(Message message) {
        super(message);
    }
}
