package io.qianhu.intake;

/** The process was told to end while a file was read as a whole; nothing was recorded of it. */
public final class ReadingStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReadingStopped() {
        super("stopped while a file was read as a whole; nothing was recorded of it");
    }
}
