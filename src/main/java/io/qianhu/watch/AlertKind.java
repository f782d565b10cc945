package io.qianhu.watch;

import java.util.Locale;

/** What a person may want to be told of at once. */
public enum AlertKind {
    /** A run ended by an error, or something, such as the ledger, keeps one from beginning; it is tried again. */
    RUN_FAILED,
    /**
     * A run is at its end and lists are refused or held, or nobody was called; a brake has paused it; or a question waits
     * for an answer.
     */
    NEEDS_PERSON,
    /** A run is worked on and its window is open, and nothing has moved for long. */
    STALLED,
    /** A run has rejected more of its rows than usual. */
    MANY_REJECTS,
    /** A schedule came round while nothing was there to see it. */
    MISSED,
    /** A schedule came round and no run began, or one began without files that were not complete. */
    NOTHING_CAME,
    /** A campaign file cannot be used. */
    BROKEN_CAMPAIGN;

    /** As settings and messages write it: {@code run-failed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
