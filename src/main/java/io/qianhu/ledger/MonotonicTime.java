package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Time that no clock on the wall can move, and the waiting of those who watch a lease. */
public interface MonotonicTime {
    /** This machine's. */
    MonotonicTime SYSTEM = new MonotonicTime() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) {
            try {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LeaseRefused(Message.of("ledger.interrupted-while-waiting-lease"));
            }
        }
    };

    /** Nanoseconds since any moment. */
    long nanos();

    void pause(Duration duration);
}
