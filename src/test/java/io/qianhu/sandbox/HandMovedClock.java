package io.qianhu.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
final class HandMovedClock implements InstantSource {
    private Instant now;

    HandMovedClock(String start) {
        this.now = Instant.parse(start);
    }

    synchronized void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
