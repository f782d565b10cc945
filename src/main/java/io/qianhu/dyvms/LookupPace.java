package io.qianhu.dyvms;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets the requests of look-ups leave one after the other, whoever asks and for what: a search may take a hundred of
 * them. Safe for use by several threads.
 */
class LookupPace {
    static final Duration APART = Duration.ofMillis(100);

    private long next = System.nanoTime();

    /** Waits until the next one may leave. */
    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(reserve(System.nanoTime()));
    }

    /** How long one that is asked for now has to wait, in nanoseconds; it has its turn then. */
    final synchronized long reserve(long now) {
        long at = next - now > 0 ? next : now;
        next = at + APART.toNanos();
        return at - now;
    }
}
