package io.qianhu.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "500,   499, 1000, false",
        "500,   500, 1000, false",
        "500,   501, 1000, true",
        "0,     0,   1000, false",
        "0,     1,   1000, true",
        "5%,    49,  1000, false",
        "5%,    50,  1000, false",
        "5%,    51,  1000, true",
        "0%,    1,   1000, true",
        "100%,  7,   7,    false",
        "33.3%, 333, 1000, false",
        "33.3%, 334, 1000, true",
        "5%,    0,   0,    false",
        "7%,    7,   100,  false",
    })
    void rejectsAreMoreThanAllowedFromTheFirstRowPastTheLimit(
            String limit, long rejected, long rows, boolean exceeded) {
        assertThat(RejectLimit.parse(limit).isExceededBy(rejected, rows)).isEqualTo(exceeded);
    }

    @ParameterizedTest
    @CsvSource({
        "3x,   3000, 1000, false",
        "3x,   3001, 1000, true",
        "3,    2999, 1000, false",
        "1.5x, 1500, 1000, false",
        "1.5x, 1501, 1000, true",
        "1.1x, 11,   10,   false",
        "1x,   1000, 1000, false",
    })
    void growthIsMoreThanAllowedFromTheFirstCalleePastTheFactor(
            String limit, long callees, long before, boolean exceeded) {
        assertThat(GrowthLimit.parse(limit).isExceededBy(callees, before)).isEqualTo(exceeded);
    }

    @ParameterizedTest
    @CsvSource({"500", "5%", "0.5%"})
    void showsALimitOfRejectsAsItWasWritten(String limit) {
        assertThat(RejectLimit.parse(limit)).hasToString(limit);
    }

    @ParameterizedTest
    @CsvSource({
        "stop,    0,  false, stop",
        "stop,    1,  true,  stop",
        "20,      20, false, 20",
        "20 rows, 21, true,  20",
        "1 row,   2,  true,  1",
        "warn,    9000000000, false, warn",
    })
    void unreadableRowsAreMoreThanAllowedFromTheFirstOnePastTheLimit(
            String limit, long unreadable, boolean exceeded, String shown) {
        assertThat(UnreadableLimit.parse(limit).isExceededBy(unreadable)).isEqualTo(exceeded);
        assertThat(UnreadableLimit.parse(limit)).hasToString(shown);
    }

    @Test
    void theFirstListIsAsLongAsTheCanary() {
        assertThat(LimitsSettings.NONE.firstListSize(1000)).isEqualTo(1000);
        assertThat(new LimitsSettings(null, null, null, null, 50, null).firstListSize(1000))
                .isEqualTo(50);
    }

    @Test
    void refusesAWaitForNoCanary() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LimitsSettings(null, null, null, null, null, Duration.ofMinutes(1)));
    }
}
