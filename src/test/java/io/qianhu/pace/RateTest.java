package io.qianhu.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({"20/s, 20, PT1S, 20.0", "60/min, 60, PT1M, 1.0", "1/min, 1, PT1M, 0.0166666667", "1/s, 1, PT1S, 1.0"})
    void readsSubmissionsPerSecondOrMinute(String text, int permits, Duration period, double perSecond) {
        Rate rate = Rate.parse(text);

        assertThat(rate).isEqualTo(new Rate(permits, period)).hasToString(text);
        assertThat(rate.perSecond()).isCloseTo(perSecond, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "20/h", "20/sec", "-1/s", "1.5/s", "20 / s", "s/20", "1000000000/s", "２０/s"})
    void refusesAnotherFormAndSaysWhatIsAllowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.parse(text))
                .withMessageContaining("\"" + text + "\"")
                .withMessageContaining("20/s or 60/min");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/s", "0/min"})
    void refusesARateThatNeverSubmits(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.parse(text))
                .withMessage("\"" + text + "\" would never submit; the slowest rate is 1 in its period, such as 1/min");
    }

    @Test
    void showsAnyOtherPeriod() {
        assertThat(new Rate(5, Duration.ofMillis(200))).hasToString("5/PT0.2S");
    }

    @Test
    void refusesNoPermitsAndNoPeriod() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, Duration.ZERO));
    }
}
