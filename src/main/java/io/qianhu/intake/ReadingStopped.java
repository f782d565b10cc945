package io.qianhu.intake;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** The process was told to end while a file was read as a whole; nothing was recorded of it. */
public final class ReadingStopped extends WordedException {
    private static final long serialVersionUID = 1;

    ReadingStopped() {
        super(Message.of("intake.stopped-while-file-read-whole"));
    }
}
