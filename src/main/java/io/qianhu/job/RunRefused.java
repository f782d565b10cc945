package io.qianhu.job;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** A run cannot begin or go on as asked; nothing was done. The message says what, where and what to do. */
public final class RunRefused extends WordedException {
    private static final long serialVersionUID = 1;

    private final String file;

    public RunRefused(Message message) {
        this(message, "");
    }

    /** A refusal for which one of the named files is the reason. */
    RunRefused(Message message, String file) {
        super(message);
        this.file = file;
    }

    /** Which of several named files is the reason; empty when it is none of them. */
    public String file() {
        return file;
    }

    /** There is nothing to read. */
    public static RunRefused withoutInput(String campaign) {
        return new RunRefused(Message.of("job.campaign-no-input", campaign));
    }
}
