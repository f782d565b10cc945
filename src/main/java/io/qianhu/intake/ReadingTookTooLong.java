package io.qianhu.intake;

/** A file took longer to read than others may have to wait for; nothing was recorded of it. */
public final class ReadingTookTooLong extends RuntimeException {
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
    public static String message(String file) {
        return file + ": reading it took longer than qianhu.intake.give-up-after, and it is set aside until it changes;"
                + " look at what it is. To have it read all the same, raise that setting and touch the file";
    }
}
