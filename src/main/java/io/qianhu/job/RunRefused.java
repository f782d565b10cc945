package io.qianhu.job;

/** A run cannot begin or go on as asked; nothing was done. The message says what, where and what to do. */
public final class RunRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;

    public RunRefused(String message) {
        this(message, "");
    }

    /** A refusal for which one of the named files is the reason. */
    RunRefused(String message, String file) {
        super(message);
        this.file = file;
    }

    /** Which of several named files is the reason; empty when it is none of them. */
    public String file() {
        return file;
    }

    /** There is nothing to read. */
    public static RunRefused withoutInput(String campaign) {
        return new RunRefused("campaign " + campaign
                + " has no input: set input.files in its file or name files on the command line");
    }
}
