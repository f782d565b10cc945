package io.qianhu.intake;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An input file cannot be used, or can no longer be used.
 *
 * <p>The message is one line for the operator: what is wrong, where, and what to do. It never holds the content of a
 * cell of a row.
 */
public final class InputRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;

    /** A refusal with its whole message. */
    public InputRefused(String message) {
        super(message);
        this.file = "";
    }

    /** A refusal of one file. */
    public InputRefused(Path file, String problem) {
        this(file + ": " + problem);
    }

    private InputRefused(String message, Exception cause) {
        this(message, "", cause);
    }

    private InputRefused(String message, String file, Exception cause) {
        super(message, cause);
        this.file = file;
    }

    /** The same, and which of the named files is the reason. */
    public InputRefused about(String named) {
        return new InputRefused(String.valueOf(getMessage()), named, this);
    }

    /** Which of several named files is the reason; empty when that was not said. */
    public String file() {
        return file;
    }

    /** By its name it is not complete. */
    public static InputRefused unfinished(String name) {
        return new InputRefused(name + ": is still being written or fetched, by its name; wait until it is complete, or"
                + " remove it where it is left over");
    }

    /** The file system failed on {@code file}. */
    public static InputRefused unreadable(Path file, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return new InputRefused(file + ": no such file; check the path", cause);
        }
        return new InputRefused(
                file + ": cannot be read (" + cause.getClass().getSimpleName()
                        + "); check that the file and its disk are there and may be read",
                cause);
    }
}
