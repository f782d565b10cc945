package io.qianhu.dyvms;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets the requests of look-ups leave one after the other, whoever asks and for what: a search may take a hundred of
 * them. After a rest {@value #BURST} may leave at once, a quarter of what the vendor's page allows in a second, so that
 * a look before a run's first list costs no wait. Safe for use by several threads.
 */
class LookupPace {
    static final Duration APART = Duration.ofMillis(100);

    static final int BURST = 25;

    private long next = System.nanoTime() - BURST * APART.toNanos();

    /** Waits until the next one may leave. */
    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(reserve(System.nanoTime()));
    }

    /** How long one that is asked for now has to wait, in nanoseconds; it has its turn then. */
    final synchronized long reserve(long now) {
        long earliest = now - (BURST - 1) * APART.toNanos();
        long at = next - earliest > 0 ? next : earliest;
        next = at + APART.toNanos();
        return Math.max(0, at - now);
    }
}
