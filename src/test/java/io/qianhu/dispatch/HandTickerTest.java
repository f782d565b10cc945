package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandTickerTest {
    private final HandTicker ticker = new HandTicker(Long.MAX_VALUE - 1_000);
    private final List<String> happened = new ArrayList<>();

    @Test
    void whatHappensOnTheWayHappensInItsOrderAndAtItsMoment() {
        ticker.after(Duration.ofSeconds(2), () -> happened.add("second at " + ticker.passed()));
        ticker.after(Duration.ofSeconds(1), () -> happened.add("first at " + ticker.passed()));
        ticker.after(Duration.ofSeconds(9), () -> happened.add("too late"));

        ticker.awaitUntil(ticker.nanos() + Duration.ofSeconds(3).toNanos());

        assertThat(happened).containsExactly("first at PT1S", "second at PT2S");
        assertThat(ticker.passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aSignalEndsTheWaitAndOneBetweenTwoWaitsIsNotLost() {
        long later = ticker.nanos() + Duration.ofSeconds(3).toNanos();
        ticker.after(Duration.ofSeconds(1), ticker::signal);

        ticker.awaitUntil(later);
        assertThat(ticker.passed()).isEqualTo(Duration.ofSeconds(1));

        ticker.signal();
        ticker.awaitUntil(later);
        assertThat(ticker.passed()).isEqualTo(Duration.ofSeconds(1));

        ticker.awaitUntil(later);
        assertThat(ticker.passed()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aWaitThatSpinsFails() {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> {
            while (true) {
                ticker.awaitUntil(ticker.nanos());
            }
        });
    }
}
