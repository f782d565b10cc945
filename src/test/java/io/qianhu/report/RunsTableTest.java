package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunsTableTest {
    private static final RunsTable TABLE = new RunsTable(Words.of(Locale.ENGLISH), ZoneId.of("Asia/Shanghai"));

    @Test
    void eachRunHasALine() {
        assertThat(TABLE.render(List.of(Summaries.completed(), Summaries.stopped())))
                .isEqualTo("""
                RUN       CAMPAIGN        TARGET   STATE      STARTED              DURATION    CALLEES  SUBMITTED   OPEN
                k3f9x2mq  spring-renewal  sandbox  COMPLETED  2026-03-02 09:00:00  4m 12s    2,000,000  2,000,000      0
                k3f9x2mq  spring-renewal  sandbox  STOPPED    2026-03-02 09:00:00  -             6,005      3,700  1,005
                """);
    }

    @Test
    void noRunLeavesTheHeading() {
        assertThat(TABLE.render(List.of()))
                .isEqualTo("RUN  CAMPAIGN  TARGET  STATE  STARTED  DURATION  CALLEES  SUBMITTED  OPEN\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0s",
        "1449, 1.4s",
        "59900, 59.9s",
        "60000, 1m 00s",
        "3599999, 59m 59s",
        "3600000, 1h 00m 00s",
        "97384000, 27h 03m 04s"
    })
    void durationsAreAsExactAsPeopleNeed(long millis, String shown) {
        assertThat(Times.between(Summaries.STARTED, Summaries.STARTED.plusMillis(millis)))
                .isEqualTo(shown);
    }
}
