package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every wait here would last an hour if it did not end as it should. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class SystemTickerTest {
    private final SystemTicker ticker = new SystemTicker();

    @Test
    void aSignalBetweenLookingAndWaitingIsNotLost() {
        ticker.signal();

        ticker.awaitUntil(inAnHour());
    }

    @Test
    void aSignalFromAnotherThreadEndsTheWait() throws InterruptedException {
        Thread waiting = new Thread(() -> ticker.awaitUntil(inAnHour()));
        waiting.start();
        ticker.signal();

        waiting.join();
    }

    @Test
    void aMomentThatIsPastIsNotWaitedFor() {
        long past = ticker.nanos() - 1;

        ticker.awaitUntil(past);

        assertThat(ticker.nanos()).isGreaterThan(past);
    }

    @Test
    void aWaitEndsAtItsMomentAndNotBefore() {
        long soon = ticker.nanos() + Duration.ofMillis(5).toNanos();

        ticker.awaitUntil(soon);

        assertThat(ticker.nanos() - soon).isNotNegative();
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        Thread.currentThread().interrupt();

        ticker.awaitUntil(inAnHour());

        assertThat(Thread.interrupted()).isTrue();
    }

    private long inAnHour() {
        return ticker.nanos() + Duration.ofHours(1).toNanos();
    }
}
