package io.qianhu.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts what happened within one second that ends now: from exactly one second ago, exclusive, until now. */
final class SlidingSecond {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Deque<Instant> times = new ArrayDeque<>();
    private int most;

    /** Counts one more, unless the second holds the limit already; false when it does. */
    synchronized boolean admit(Instant now, int limit) {
        Instant aSecondAgo = now.minus(SECOND);
        while (!times.isEmpty() && !times.getFirst().isAfter(aSecondAgo)) {
            times.removeFirst();
        }
        if (times.size() >= limit) {
            return false;
        }
        times.addLast(now);
        most = Math.max(most, times.size());
        return true;
    }

    /** The most that any one second has held so far. */
    synchronized int most() {
        return most;
    }
}
