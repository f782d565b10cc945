package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.report.RunSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is looked at, disturbed and stopped from outside. */
@Tag("heavy")
class StoppedRunIT {
    /** One list a second, so that the run is still there when the others have had their answers. */
    @Test
    void answersWhileItRunsStopsCleanlyAndGoesOn(@TempDir Path folder) {
        MadeInput input = MadeInput.write(folder, 1, 80_000, 13);
        try (Workplace workplace = Workplace.in(folder, Map.of("faults.latency", "2500ms"))) {
            workplace.campaign("1/s", 8);

            QianhuProcess running = workplace.run();
            awaitCreates(workplace, running, 3);
            QianhuProcess status = workplace.start("status", "--json");
            QianhuProcess text = workplace.start("status");
            QianhuProcess runs = workplace.start("runs");
            String sought = Long.toString(input.numbers()[0]);
            QianhuProcess found = workplace.start("find", sought);
            QianhuProcess intruder = workplace.run();
            String run = activeRun(status);
            assertThat(text.exits(0).out()).contains(run, "RUNNING", "The books balance.");
            assertThat(runs.exits(0).out()).contains(run, "RUNNING");
            assertThat(found.exits(0).out())
                    .contains("Run " + run, "RUNNING", "callee, read at", "list ")
                    .doesNotContain(sought);
            assertThat(intruder.exits(2).err())
                    .hasLineCount(1)
                    .contains("is in use by process", "which works on run " + run, "qianhu stop");
            assertThat(running.lives()).as("undisturbed").isTrue();
            assertThat(workplace.home().resolve("control.json")).exists();
            Judge.keepsSecrets(workplace, input);

            workplace.start("stop", "nosuchrun").exits(2);
            assertThat(workplace.start("stop").exits(0).out()).contains("run " + run + " stops");
            running.exits(5);
            nothingInDoubt(workplace.summary());
            assertThat(workplace.start("stop").exits(2).err()).contains("no run is active");

            long before = workplace.api().createsReceived();
            QianhuProcess again = workplace.run();
            awaitCreates(workplace, again, before + 4);
            again.terminate().exits(5);
            nothingInDoubt(workplace.summary());
            assertThat(RunSummary.fromJson(
                            workplace.start("status", run, "--json").exits(0).out()))
                    .isEqualTo(workplace.summary());

            workplace.campaign("100/s", 200).run().exits(0);
            Judge.acceptedOnce(workplace.journal(), input);
            Judge.booksOf(workplace.summary(), input);
            Judge.keepsSecrets(workplace, input);
        }
    }

    /** It takes some seconds to read this file once. */
    @Test
    void endsSoonWhileItReadsALargeFileAsAWhole(@TempDir Path folder) throws IOException {
        byte[] rows = "13800000001,name\n".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream large = Files.newOutputStream(folder.resolve("large.csv"))) {
            for (int i = 0; i < 500; i++) {
                large.write(rows);
            }
        }
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            QianhuProcess running = workplace.campaign("1/s", 8).run();
            ActiveRun.await().until(() -> Files.exists(workplace.home().resolve("control.json")));

            running.terminate();
            assertThat(running.waitFor(10)).isEqualTo(5);
            assertThat(running.err()).contains("stopped while a file was read as a whole; nothing was recorded of it");
            assertThat(workplace.start("runs", "--json").exits(0).out().strip()).isEqualTo("[]");
        }
    }

    private static String activeRun(QianhuProcess status) {
        RunSummary active = RunSummary.fromJson(status.exits(0).out());
        assertThat(active.state()).isEqualTo(RunState.RUNNING);
        assertThat(active.balanced()).isTrue();
        return active.run();
    }

    private static void nothingInDoubt(RunSummary stopped) {
        assertThat(stopped.state()).isEqualTo(RunState.STOPPED);
        assertThat(stopped.balanced()).isTrue();
        assertThat(stopped.lists().get(ListState.SUBMITTING)).isZero();
        assertThat(stopped.lists().get(ListState.UNCONFIRMED)).isZero();
        assertThat(stopped.lists().get(ListState.ACCEPTED)).isPositive();
        assertThat(stopped.lists().get(ListState.PENDING)).isPositive();
    }

    private static void awaitCreates(Workplace workplace, QianhuProcess process, long creates) {
        ActiveRun.await()
                .failFast("it ended: " + process, () -> !process.lives())
                .until(() -> workplace.api().createsReceived() >= creates);
    }
}
