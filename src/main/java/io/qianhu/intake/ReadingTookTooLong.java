package io.qianhu.intake;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** A file took longer to read than others may have to wait for; nothing was recorded of it. */
public final class ReadingTookTooLong extends WordedException {
    private static final long serialVersionUID = 1;

    private final String file;

    ReadingTookTooLong(String file) {
        super(message(file));
        this.file = file;
    }

    /** The same, of the named file that it is a part of. */
    public ReadingTookTooLong about(String named) {
        return new ReadingTookTooLong(named);
    }

    public String file() {
        return file;
    }

    /** What becomes of such a file. */
    public static Message message(String file) {
        return Message.of("intake.reading-took-longer-qianhu-intake-give-up-after", file);
    }
}
