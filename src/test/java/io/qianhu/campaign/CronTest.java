package io.qianhu.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a schedule comes round, in its zone. */
class CronTest {
    @ParameterizedTest(name = "{0} in {1} after {2}")
    @CsvSource({
        "0 2 * * *, Asia/Shanghai, 2026-03-01T17:59:59Z, 2026-03-01T18:00:00Z",
        "0 2 * * *, Asia/Shanghai, 2026-03-01T18:00:00Z, 2026-03-02T18:00:00Z",
        "*/15 * * * *, UTC, 2026-03-01T00:15:01Z, 2026-03-01T00:30:00Z",
        "0 2 * * 1-5, UTC, 2026-03-06T02:00:00Z, 2026-03-09T02:00:00Z",
        "0 2 1 * 1, UTC, 2026-03-01T02:00:00Z, 2026-06-01T02:00:00Z",
        "@daily, Asia/Shanghai, 2026-03-01T00:00:00Z, 2026-03-01T16:00:00Z",
        // The hour that the clock skips in spring comes as much later, the one that it repeats in autumn once.
        "30 2 * * *, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
        "30 2 * * *, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    })
    void comesRound(String cron, String zone, Instant after, Instant next) {
        assertThat(new Cron(cron).next(after, ZoneId.of(zone))).contains(next);
    }
}
