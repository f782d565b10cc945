package io.qianhu.job;

/** A run cannot begin or go on as asked; nothing was done. The message says what, where and what to do. */
public final class RunRefused extends RuntimeException {
    public RunRefused(String message) {
        super(message);
    }
}
