package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.intake.BlockPosition;
import io.qianhu.intake.ParsedBlock;
import io.qianhu.intake.SuppressedNumbers;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.RejectExample;
import io.qianhu.ledger.RejectedRow;
import io.qianhu.ledger.RejectedRows;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;

class IntakeWriterTest {
    private static final String RUN = "k3f9x2mq";

    @Test
    void theExampleOfAReasonIsTheFirstRowOfAllBlocksAndChunks(@TempDir Path folder) {
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            ledger.begin(RUN);
            IntakeWriter writer =
                    new IntakeWriter(RUN, 1_000, 1_000, ledger.intake, SuppressedNumbers::new, new Progress());
            writer.open(new ExecutionContext());
            ledger.transaction.executeWithoutResult(status ->
                    writer.write(Chunk.of(block(reject(7, "abc")), block(reject(9, "d"), reject(10, "138")))));
            ledger.transaction.executeWithoutResult(status -> writer.write(Chunk.of(block(reject(11, "139")))));

            assertThat(ledger.runs.books(RUN).rejectExamples())
                    .isEqualTo(Map.of(
                            "LETTERS", new RejectExample(0, 7, "xxx"), "TOO_SHORT", new RejectExample(0, 10, "1**")));
            assertThat(ledger.runs.books(RUN).rejectedByReason()).isEqualTo(Map.of("LETTERS", 2L, "TOO_SHORT", 2L));
        }
    }

    private static RejectedRow reject(long line, String cell) {
        String reason = Character.isLetter(cell.charAt(0)) ? "LETTERS" : "TOO_SHORT";
        return new RejectedRow(0, line, 10 * line, 1, reason, List.of(cell));
    }

    private static ParsedBlock block(RejectedRow... rows) {
        return new ParsedBlock(
                0,
                new BlockPosition(0, 1),
                rows.length,
                new long[0],
                new long[0],
                0,
                RejectedRows.of(List.of(rows)),
                0,
                0,
                ParsedBlock.Doubts.NONE);
    }
}
