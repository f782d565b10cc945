package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubmissionRateTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T01:00:00.250Z");

    @Test
    void countsTheSubmissionsOfEachSecond() {
        SubmissionRate rate = SubmissionRate.of(List.of(at(0), at(999), at(1000), at(2999)));

        assertThat(rate.span()).isEqualTo(Duration.ofSeconds(1));
        assertThat(rate.counts()).containsExactly(2, 1, 1);
        assertThat(rate.end()).isEqualTo(at(3000));
    }

    @Test
    void thePeakIsThatOfAnySecondAndNotOfASpan() {
        assertThat(SubmissionRate.of(List.of(at(0), at(900), at(1000), at(1899), at(1900)))
                        .peak())
                .isEqualTo(3);
        assertThat(SubmissionRate.of(List.of(at(0), at(1000))).peak()).isEqualTo(1);
    }

    @Test
    void aLongRunHasWiderSpansAndLosesNone() {
        List<Instant> begun =
                IntStream.range(0, 10_000).mapToObj(i -> at(i * 1_000L)).toList();

        SubmissionRate rate = SubmissionRate.of(begun);

        assertThat(rate.counts()).hasSizeLessThanOrEqualTo(SubmissionRate.MOST_SPANS);
        assertThat(rate.counts().stream().mapToInt(Integer::intValue).sum()).isEqualTo(10_000);
        assertThat(rate.highestPerSecond()).isEqualTo(1.0);
    }

    private static Instant at(long millis) {
        return BEGIN.plusMillis(millis);
    }
}
