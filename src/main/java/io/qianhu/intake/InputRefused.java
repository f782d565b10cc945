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
    /** A refusal with its whole message. */
    public InputRefused(String message) {
        super(message);
    }

    private InputRefused(String message, IOException cause) {
        super(message, cause);
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
