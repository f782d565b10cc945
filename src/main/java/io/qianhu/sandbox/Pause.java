package io.qianhu.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The one place that waits. Closing it ends every wait under way. */
final class Pause implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Waits so long, or until the sandbox closes. */
    void lasting(Duration time) {
        try {
            // Without a look at the result: whoever waits goes on in either case.
            boolean early = closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
            assert early || closed.getCount() == 1;
        } catch (InterruptedException goOn) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
