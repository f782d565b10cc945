package io.qianhu.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s", "PT0.1S, 100ms", "PT1.5S, 1500ms", "PT1S, 1s", "PT59S, 59s", "PT60S, 1m", "PT90S, 90s",
        "PT31M, 31m", "PT90M, 90m", "PT1H, 1h", "PT25H, 25h", "PT24H, 1d", "PT36H, 36h", "P7D, 7d"
    })
    void saysALengthOfTimeAsACampaignWritesIt(Duration time, String words) {
        assertThat(NumberSettings.inWords(time)).isEqualTo(words);
    }
}
