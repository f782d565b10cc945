package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What {@link EveryCommitIT} does at every position, at those of a small file: the step has transactions of its own. */
class IntakePositionTest {
    private static final long FIRST = 13_800_000_000L;
    private static final int NUMBERS = 4_000;

    /** 64 of them, three eighths of the file, are a commit. */
    private static final int BLOCK_BYTES = 256;

    @TempDir
    private Path folder;

    @Test
    void aPositionThatCannotBeStoredLosesNoRow() throws Exception {
        Path file = numbers();
        int failed = 0;
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            FailingPositions positions = new FailingPositions();
            JobOnDisk job =
                    new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), BLOCK_BYTES, positions::in);
            for (int position = 1; position <= 6; position++) {
                positions.failAt(position);
                RunRequest request = JobOnDisk.request("position-" + position, file);
                boolean died = job.run(request).state() == RunState.FAILED;
                job.runs.markInterrupted();
                List<Long> stored = new ArrayList<>();
                job.intake.eachList(
                        job.run(request).run(),
                        list -> LongStream.of(list.callees().nationals()).forEach(stored::add));

                failed += died ? 1 : 0;
                assertThat(stored)
                        .as("numbers after position %d was not stored", position)
                        .isEqualTo(
                                LongStream.range(FIRST, FIRST + NUMBERS).boxed().toList());
            }
        }
        assertThat(failed).as("positions that failed a run").isGreaterThan(3);
    }

    private Path numbers() throws IOException {
        StringBuilder rows = new StringBuilder("phone\n");
        LongStream.range(FIRST, FIRST + NUMBERS)
                .forEach(number -> rows.append(number).append('\n'));
        return Files.writeString(folder.resolve("numbers.csv"), rows);
    }
}
