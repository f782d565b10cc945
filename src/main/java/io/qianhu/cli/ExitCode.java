package io.qianhu.cli;

import io.qianhu.job.RunEnd;
import io.qianhu.ledger.RunState;

/** What the process tells its caller, such as cron. The numbers are a promise. */
enum ExitCode {
    /** Completed, and the books balance. */
    COMPLETED(0),
    /** Failed; running the same command again continues. */
    FAILED(1),
    /** Refused before anything was done: usage, campaign, file, unsafe setting. */
    REFUSED(2),
    /** A person must decide or look: lists are refused or held, a brake has paused the run, or it has called nobody. */
    ATTENTION(3),
    /** These files were already completed for this campaign, or their run was cancelled; nothing was submitted. */
    ALREADY_COMPLETED(4),
    /** Stopped before the end on request or by the window; running the same command again continues. */
    STOPPED(5),
    /** {@code find}: no run holds the number. */
    NOT_FOUND(6);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static ExitCode of(RunEnd end) {
        if (end.alreadyCompleted()) {
            return ALREADY_COMPLETED;
        }
        return of(end.state());
    }

    private static ExitCode of(RunState state) {
        return switch (state) {
            case COMPLETED -> COMPLETED;
            case ATTENTION, PAUSED -> ATTENTION;
            case STOPPED -> STOPPED;
            case FAILED, RUNNING, INTERRUPTED -> FAILED;
        };
    }
}
