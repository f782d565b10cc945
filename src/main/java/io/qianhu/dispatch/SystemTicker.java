package io.qianhu.dispatch;

import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** {@link Ticker} on the machine's clocks. An interrupt ends a wait and stays set on the thread. */
public final class SystemTicker implements Ticker {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition happened = lock.newCondition();

    /** Kept so that a signal between two waits is not lost. */
    private boolean signalled;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void awaitUntil(long nanos) {
        lock.lock();
        try {
            long left = nanos - System.nanoTime();
            while (!signalled && left > 0) {
                left = happened.awaitNanos(left);
            }
            signalled = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void signal() {
        lock.lock();
        try {
            signalled = true;
            happened.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
