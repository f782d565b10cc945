package io.qianhu.job;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** A step cannot go on; the message is for the operator and says what to do. */
final class RunFailed extends WordedException {
    RunFailed(Message message) {
        super(message);
    }
}
