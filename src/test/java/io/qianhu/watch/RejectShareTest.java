package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.RunFigures;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectShareTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            # rows, rejected, rows before, rejected before, unusual
            1000,    200,     ,     , false
            1000,    201,     ,     , true
            1000,    200, 1000,  100, false
            1000,    150, 1000,   50, false
            1000,    151, 1000,   50, true
            1000,     10, 1000,    0, true
            1000,      9, 1000,    0, false
            1000,    100,    0,    0, false
            0,         0, 1000,    0, false
            """)
    void comparesWithTheSettingAndWithTheRunBefore(
            long rows, long rejected, Long rowsBefore, Long rejectedBefore, boolean unusual) {
        Optional<RunFigures> before =
                rowsBefore == null ? Optional.empty() : Optional.of(figures(rowsBefore, rejectedBefore));
        assertThat(RejectShare.unusual(figures(rows, rejected), before, 20).isPresent())
                .isEqualTo(unusual);
    }

    private static RunFigures figures(long rows, long rejected) {
        return new RunFigures(rows, new TreeMap<>(Map.of("EMPTY", rejected)), 0, 0, 0, true, Map.of(), 0);
    }
}
