package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** Another process has the home; the message says which and what to do. */
final class HomeInUse extends WordedException {
    HomeInUse(Message message) {
        super(message);
    }
}
