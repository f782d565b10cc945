package io.qianhu.schedule;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Since when somebody has been there to see schedules come round. A machine that slept was not there, though its processes
 * lived on. Safe for use by several threads.
 */
public final class Presence {
    private final InstantSource clock;
    private Instant since;
    private Instant last;

    /** Present from now on. */
    public Presence(InstantSource clock) {
        this.clock = clock;
        this.since = clock.instant();
        this.last = since;
    }

    /** Called every second or so. */
    public synchronized void note() {
        Instant now = clock.instant();
        if (now.isAfter(last.plus(Schedules.IN_TIME))) {
            since = now;
        }
        last = now;
    }

    /** Whoever asks is there, and may be the first after the machine slept. */
    synchronized Instant since() {
        note();
        return since;
    }
}
