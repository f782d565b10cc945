package io.qianhu.intake;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An input file cannot be used, or can no longer be used.
 *
 * <p>The message is one line for the operator: what is wrong, where, and what to do. It never holds the content of a
 * cell of a row.
 */
public final class InputRefused extends WordedException {
    private static final long serialVersionUID = 1;

    private final String file;

    /** A refusal with its whole message. */
    public InputRefused(Message message) {
        super(message);
        this.file = "";
    }

    /** A refusal of one file. */
    public InputRefused(Path file, Message problem) {
        this(Message.of("message.colon", file, problem));
    }

    private InputRefused(Message message, Exception cause) {
        this(message, "", cause);
    }

    private InputRefused(Message message, String file, Exception cause) {
        super(message, cause);
        this.file = file;
    }

    /** The same, and which of the named files is the reason. */
    public InputRefused about(String named) {
        return new InputRefused(said(), named, this);
    }

    /** Which of several named files is the reason; empty when that was not said. */
    public String file() {
        return file;
    }

    /** By its name it is not complete. */
    public static InputRefused unfinished(String name) {
        return new InputRefused(Message.of("intake.still-being-written-fetched", name));
    }

    /** The file system failed on {@code file}. */
    public static InputRefused unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new InputRefused(Message.of("intake.no-such-file", file), cause);
        }
        return new InputRefused(
                Message.of(
                        "intake.cannot-read-check-file-disk",
                        file,
                        cause.getClass().getSimpleName()),
                cause);
    }
}
