package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
    @ParameterizedTest
    @CsvSource({"PT0S, 0:00:00", "PT59.9S, 0:00:59", "PT1H2M3S, 1:02:03", "PT100H, 100:00:00", "PT-5S, 0:00:00"})
    void isHoursMinutesAndSeconds(Duration span, String text) {
        assertThat(Span.text(span)).isEqualTo(text);
    }
}
