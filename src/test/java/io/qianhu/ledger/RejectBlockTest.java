package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RejectBlockTest {
    static Stream<List<RejectedRow>> blocks() {
        return Stream.of(
                List.of(),
                List.of(row(0, 1, 1, "EMPTY")),
                List.of(row(0, 1, 1, "EMPTY", "")),
                List.of(row(9_999, Long.MAX_VALUE, 2_000, "TOO_SHORT", "王小明 👩‍🚀", "a\r\n\"b\"", "\0")),
                List.of(row(0, 7, 1, "A_REASON_THAT_IS_NOT_KNOWN", "x"), row(1, 7, 1, "EMPTY", "y", "z")),
                List.of(row(0, 1, 1, "CELL_TOO_LONG", "千".repeat(100_000))));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void whatIsPackedComesBack(List<RejectedRow> rows) throws IOException {
        assertThat(RejectBlock.unpack(RejectBlock.pack(rows))).isEqualTo(rows);
    }

    @Test
    void aBadFileDoesNotSwellTheLedger() {
        List<RejectedRow> rows = Collections.nCopies(10_000, row(0, 1, 2, "TOO_SHORT", "a customer", "138"));

        assertThat(RejectBlock.pack(rows)).hasSizeLessThan(10_000);
    }

    @Test
    void theTextOfARowNamesNoCell() {
        assertThat(row(0, 12, 2, "TOO_SHORT", "1380013").toString())
                .isEqualTo("RejectedRow[file=0, line=12, column=2, reason=TOO_SHORT]");
    }

    private static RejectedRow row(int file, long line, int column, String reason, String... cells) {
        return new RejectedRow(file, line, 70, column, reason, List.of(cells));
    }
}
