package io.qianhu.ledger;

import java.time.Duration;

/** Monotonic time that passes where somebody pauses, and by hand. It begins short of its overflow. */
final class HandMovedTime implements MonotonicTime {
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    private long nanos = START;
    private Runnable atEachPause = () -> {};

    /** What another process does while this one waits. */
    HandMovedTime atEachPause(Runnable what) {
        atEachPause = what;
        return this;
    }

    Duration passed() {
        return Duration.ofNanos(nanos - START);
    }

    void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration duration) {
        pass(duration);
        atEachPause.run();
    }
}
