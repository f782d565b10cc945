package io.qianhu.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Time that passes only where somebody waits, in one thread. What is to happen at a moment happens on the way, as if on
 * a thread of its own. A wait that is repeated without end and without time passing fails instead of hanging.
 */
public final class HandTicker implements Ticker {
    public static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

    private static final int MOST_WAITS_AT_ONE_MOMENT = 10_000;
    private static final int MOST_WAITS_WITHOUT_EVENT = 200_000;

    private record Event(long at, long order, Runnable what) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>((a, b) -> {
        int byTime = Long.signum(a.at - b.at);
        return byTime != 0 ? byTime : Long.compare(a.order, b.order);
    });
    private final long startNanos;
    private Supplier<Duration> lateness = () -> Duration.ZERO;
    private Duration clockShift = Duration.ZERO;
    private long nanos;
    private long eventCount;
    private boolean signalled;
    private int waitsAtThisMoment;
    private int waitsWithoutEvent;

    public HandTicker() {
        this(0);
    }

    /** Monotonic time begins anywhere, also short of its overflow. */
    public HandTicker(long startNanos) {
        this.startNanos = startNanos;
        this.nanos = startNanos;
    }

    /** Every wait ends so much later than asked for. */
    public HandTicker late(Supplier<Duration> by) {
        lateness = by;
        return this;
    }

    /** Sets the clock on the wall, and not the monotonic one, forward or back. */
    public void shiftClock(Duration by) {
        clockShift = clockShift.plus(by);
    }

    public void after(Duration delay, Runnable what) {
        events.add(new Event(nanos + delay.toNanos(), eventCount++, what));
    }

    /** Lets time pass that nobody waits for: work, a stall, a frozen process. */
    public void pass(Duration time) {
        passUntil(nanos + time.toNanos());
    }

    public Duration passed() {
        return Duration.ofNanos(nanos - startNanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return START.plus(passed()).plus(clockShift);
    }

    /** A clock elsewhere that nobody sets: it is right while ours is set forward and back. */
    public Instant serverNow() {
        return START.plus(passed());
    }

    @Override
    public void awaitUntil(long until) {
        if (++waitsAtThisMoment > MOST_WAITS_AT_ONE_MOMENT || ++waitsWithoutEvent > MOST_WAITS_WITHOUT_EVENT) {
            throw new AssertionError("somebody waits again and again at " + passed() + " and nothing happens");
        }
        while (!signalled) {
            Event next = events.peek();
            if (next == null || next.at - until > 0) {
                moveTo(until);
                break;
            }
            happen(next);
        }
        signalled = false;
        pass(lateness.get());
    }

    @Override
    public void signal() {
        signalled = true;
    }

    private void passUntil(long until) {
        for (Event next = events.peek(); next != null && next.at - until <= 0; next = events.peek()) {
            happen(next);
        }
        moveTo(until);
    }

    private void happen(Event event) {
        events.poll();
        moveTo(event.at);
        waitsWithoutEvent = 0;
        event.what.run();
    }

    private void moveTo(long moment) {
        if (moment - nanos > 0) {
            nanos = moment;
            waitsAtThisMoment = 0;
        }
    }
}
