package io.qianhu.job;

/** A run cannot begin or go on as asked; nothing was done. The message says what, where and what to do. */
public final class RunRefused extends RuntimeException {
    public RunRefused(String message) {
        super(message);
    }

    /** There is nothing to read. */
    public static RunRefused withoutInput(String campaign) {
        return new RunRefused("campaign " + campaign
                + " has no input: set input.files in its file or name files on the command line");
    }
}
