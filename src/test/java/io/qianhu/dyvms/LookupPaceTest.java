package io.qianhu.dyvms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LookupPaceTest {
    private static final Duration LATER = Duration.ofDays(1);

    private final LookupPace pace = new LookupPace();
    private final long start = System.nanoTime() + LATER.toNanos();

    private Duration reserve(Duration after) {
        return Duration.ofNanos(pace.reserve(start + after.toNanos()));
    }

    private void burst(Duration after) {
        for (int request = 0; request < LookupPace.BURST; request++) {
            assertThat(reserve(after)).isZero();
        }
    }

    @Test
    void afterABurstTheyLeaveOneAfterTheOtherHoweverManyAskAtOnce() {
        burst(Duration.ZERO);

        assertThat(reserve(Duration.ZERO)).isEqualTo(LookupPace.APART);
        assertThat(reserve(Duration.ofMillis(30)))
                .isEqualTo(LookupPace.APART.multipliedBy(2).minusMillis(30));
    }

    @Test
    void aLongPauseIsNotMadeUpForByMoreThanOneBurst() {
        burst(Duration.ZERO);
        burst(Duration.ofHours(1));

        assertThat(reserve(Duration.ofHours(1))).isEqualTo(LookupPace.APART);
    }
}
