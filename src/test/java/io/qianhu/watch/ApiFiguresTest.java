package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.HandTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApiFiguresTest {
    private final HandTicker ticker = new HandTicker(Long.MAX_VALUE - 3_000_000_000L);
    private final ApiFigures api = new ApiFigures(ticker::now, ticker::nanos);

    @Test
    void meansTheLastTenWholeSeconds() {
        for (int second = 0; second < 25; second++) {
            for (int i = 0; i < 7; i++) {
                api.sent();
            }
            ticker.pass(Duration.ofSeconds(1));
        }
        assertThat(api.rate()).isEqualTo(7);
        ticker.pass(Duration.ofSeconds(5));
        assertThat(api.rate()).isEqualTo(3.5);
        ticker.pass(Duration.ofHours(9));
        assertThat(api.rate()).isZero();
    }

    @Test
    void knowsWhetherTheLastExchangeWasAnswered() {
        assertThat(api.silence()).isEmpty();
        assertThat(api.lastHeardAt()).isEmpty();
        api.notHeard("qianhu.Timeout");
        assertThat(api.silence()).hasValue("qianhu.Timeout");
        ticker.pass(Duration.ofSeconds(1));
        api.heard();
        assertThat(api.silence()).isEmpty();
        assertThat(api.lastHeardAt()).hasValue(ticker.now());
    }
}
