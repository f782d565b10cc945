package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that want the same: one works, the other is told who does, exit 2. */
@Tag("heavy")
class TwoProcessesIT {
    private static final Map<String, String> LATE_ANSWERS = Map.of("faults.latency", "500ms");

    @Test
    void ofTwoHomesWithOneLedgerOneRuns(@TempDir Path folder) {
        MadeInput input = MadeInput.write(folder, 1, 30_000, 5);
        String url = "jdbc:h2:file:" + folder.resolve("shared") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
        try (Workplace workplace = Workplace.in(folder, LATE_ANSWERS).with("ledger.url", url)) {
            workplace.campaign("2/s", 4);
            List<QianhuProcess> both = List.of(
                    workplace.run("--new-home", "--qianhu.home=" + folder.resolve("first")),
                    workplace.run("--new-home", "--qianhu.home=" + folder.resolve("second")));

            assertThat(both).extracting(QianhuProcess::ends).containsExactlyInAnyOrder(0, 2);
            // In the first second one of them makes the ledger; later it has it open.
            assertThat(refused(both).err())
                    .startsWith("the ledger ")
                    .containsAnyOf("is just being made", "is open in another process")
                    .hasLineCount(1);
            Judge.acceptedOnce(workplace.journal(), input);
        }
    }

    private static QianhuProcess refused(List<QianhuProcess> both) {
        return both.stream().filter(process -> process.ends() == 2).findFirst().orElseThrow();
    }
}
