package io.qianhu.dispatch;

import java.time.Instant;

/** Time as dispatch sees it, and the one place where it waits. Tests move it by hand. */
public interface Ticker {
    /** Monotonic nanoseconds: for pace and intervals. */
    long nanos();

    /** The time of day: for windows, signatures and records. */
    Instant now();

    /** Waits until the moment is reached or something has happened since the last wait, whichever is first. */
    void awaitUntil(long nanos);

    /** Tells that something happened: an answer came, a stop was asked for. */
    void signal();
}
