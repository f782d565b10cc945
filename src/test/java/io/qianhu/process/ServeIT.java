package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.sandbox.AcceptedTask;
import io.qianhu.sandbox.SandboxJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program with a schedule of every minute: stood by, killed, started again, told to end. */
@Tag("heavy")
class ServeIT {
    private static final Duration LONGER_THAN_A_MINUTE = Duration.ofSeconds(150);

    @Test
    void runsEachMinuteThroughAKillAndARestartAndDoesNothingTwice(@TempDir Path folder) throws IOException {
        try (Workplace workplace = Workplace.in(folder, Map.of("faults.latency", "500ms"))) {
            MadeInput first = inbox(folder, "first", 40_000, 23);
            // So slowly that the commands below find it at work on a busy machine too.
            campaign(workplace, "30/min");

            QianhuProcess served = workplace.start("serve", "--campaigns", "campaigns");
            awaitCreates(workplace, served, 3);
            assertThat(workplace.run().exits(2).err()).hasLineCount(1).contains("(qianhu serve)", "by itself");
            assertThat(workplace.start("status").exits(0).out()).contains("Campaigns (qianhu serve)", "works on run");
            QianhuProcess second = workplace.start("serve", "--campaigns", "campaigns");
            await(second, () -> second.out().contains("stands by"));

            served.kill();
            await(second, () -> second.out().contains("serves the campaigns"));
            long before = workplace.api().createsReceived();
            awaitCreates(workplace, second, before + 3);
            second.kill();

            campaign(workplace, "50/s");
            QianhuProcess third = workplace.start("serve", "--campaigns", "campaigns");
            await(third, () -> accepted(workplace) == first.numbers().length);
            await(third, () -> third.out().contains("is COMPLETED"));
            Judge.acceptedOnce(workplace.journal(), first);

            MadeInput next = inbox(folder, "next", 3_000, 29);
            await(third, () -> accepted(workplace) == first.numbers().length + next.numbers().length);
            third.terminate().exits(0);
            assertThat(SandboxJournal.tally(workplace.journal()).repeatedTaskNames())
                    .isZero();
            assertThat(folder.resolve("exports")).isDirectoryContaining("glob:**next.csv");
        }
    }

    private static void campaign(Workplace workplace, String rate) throws IOException {
        Files.createDirectories(workplace.folder().resolve("campaigns"));
        workplace.write(
                "campaign.yml",
                "name: other\ninput: { files: [exports/first.csv] }\ntask: { name: t, dialog-id: 1 }\n");
        workplace.write("campaigns/spring.yml", """
                name: spring-renewal
                task: { name: 春季回访, dialog-id: 1234567 }
                schedule: { cron: "* * * * *" }
                inbox: { folder: exports, quiet-for: 1s }
                dispatch: { rate: %s, window: always }
                """.formatted(rate));
    }

    /** A file that comes into the inbox as a whole. */
    private static MadeInput inbox(Path folder, String name, int rows, long seed) throws IOException {
        Path made = Files.createDirectories(folder.resolve("made-" + name));
        MadeInput input = MadeInput.write(made, 1, rows, seed);
        Files.move(
                made.resolve("made-1.csv"),
                Files.createDirectories(folder.resolve("exports")).resolve(name + ".csv"));
        return input;
    }

    private static long accepted(Workplace workplace) {
        try (Stream<AcceptedTask> tasks = SandboxJournal.read(workplace.journal())) {
            return tasks.mapToLong(task -> task.callees().size()).sum();
        }
    }

    private static void awaitCreates(Workplace workplace, QianhuProcess process, long creates) {
        await(process, () -> workplace.api().createsReceived() >= creates);
    }

    private static void await(QianhuProcess process, Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(LONGER_THAN_A_MINUTE)
                .pollInterval(Duration.ofMillis(100))
                .failFast("it ended: " + process, () -> !process.lives())
                .until(condition);
    }
}
