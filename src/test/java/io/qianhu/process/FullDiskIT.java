package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full while the real program works, played by a limit of the operating system on the length of a file: no
 * write goes beyond it, as none goes beyond the end of a disk.
 */
@Tag("heavy")
class FullDiskIT {
    private static final String FULL = "the disk is full (File too large): make room where qianhu.home is";
    private static final long KIB = 1024;

    @TempDir
    private Path folder;

    @Test
    void runSaysSoInEveryPhaseAndTheSameCommandGoesOn() throws IOException {
        MadeInput input = MadeInput.write(folder, 1, 40_000, 43);
        try (Workplace workplace = workplace()) {
            workplace.campaign("10/s", 4);
            // Before there is room for the tables of a ledger.
            fails(workplace.filesUpTo(300 * KIB).run());
            // In the midst of intake.
            makesTheLedger(workplace.filesOfAnyLength());
            fails(workplace.filesUpTo(size(workplace) + 150 * KIB).run());
            assertThat(workplace.api().createsReceived()).isZero();
            // In the midst of submitting.
            workplace.filesOfAnyLength().run("--prepare-only").exits(5);
            QianhuProcess submits = workplace.run();
            ActiveRun.await().until(() -> workplace.api().createsReceived() >= 5);
            // What it prints goes to files as well, which are short.
            submits.hasRoomFor(64 * KIB);
            fails(submits);
            assertThat(workplace.api().createsReceived()).isLessThan(input.lists());

            workplace.filesOfAnyLength().run().exits(0);
            Judge.acceptedOnce(workplace.journal(), input);
            Judge.booksOf(workplace.summary(), input);
        }
    }

    @BeforeEach
    void changesLimitsOfALivingProcess() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit changes the limit of a living process");
    }

    @Test
    void serveSaysSoAndGoesOnByItselfWhenThereIsRoomAgain() throws IOException {
        try (Workplace workplace = workplace()) {
            MadeInput input = MadeInput.write(Files.createDirectories(folder.resolve("exports")), 1, 40_000, 47);
            Files.createDirectories(folder.resolve("campaigns"));
            workplace.write("campaigns/spring.yml", """
                    name: spring-renewal
                    task: { name: t, dialog-id: 1 }
                    schedule: { cron: "* * * * *" }
                    inbox: { folder: exports, quiet-for: 1s }
                    dispatch: { rate: 20/s, window: always, in-flight: 4 }
                    """);
            workplace.campaign("50/s", 4);
            makesTheLedger(workplace);
            QianhuProcess serve = workplace
                    .filesUpTo(size(workplace) + 900 * KIB)
                    .start("serve", "--campaigns", "campaigns", "--qianhu.management.port=0");
            await(serve, () -> serve.out().contains("the ledger cannot be used any more: " + FULL));
            long before = workplace.api().createsReceived();
            assertThat(before).isLessThan(input.lists());

            serve.hasRoom();
            await(serve, () -> serve.out().contains("the ledger answers again"));
            await(serve, () -> serve.out().contains("is COMPLETED"));
            Judge.acceptedOnce(workplace.journal(), input);
            serve.terminate().exits(0);
        }
    }

    private Workplace workplace() {
        return Workplace.in(folder, Map.of("timestamp-validity", "6s"))
                .with("dispatch.settle-after", "8s")
                .with("dispatch.ask-again-after", "1s");
    }

    /** Any command that looks for a run makes it. */
    private static void makesTheLedger(Workplace workplace) {
        workplace.start("settle", "abcd2345").exits(2);
    }

    private static long size(Workplace workplace) throws IOException {
        return Files.size(workplace.home().resolve("ledger").resolve("qianhu.mv.db"));
    }

    private static void fails(QianhuProcess run) {
        assertThat(run.exits(1).err()).contains(FULL);
    }

    private static void await(QianhuProcess process, Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(100))
                .failFast("it ended: " + process, () -> !process.lives())
                .until(condition);
    }
}
