package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's file goes away while the real program submits, or between two starts: nobody is called twice for it. */
class LostLedgerIT {
    private static final int ROWS = 30_000;

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private MadeInput input;

    @BeforeEach
    void writesTheInput() {
        input = MadeInput.write(folder, 1, ROWS, 41);
    }

    @Test
    void aLedgerThatIsDeletedUnderARunEndsItAndIsSaved() throws IOException {
        try (Workplace workplace = workplace()) {
            QianhuProcess run = workplace.run();
            submits(workplace, run, 5);
            Files.delete(ledger(workplace));

            assertThat(run.exits(1).err())
                    .contains(ledger(workplace) + " was deleted or moved while this process had it open")
                    .contains("nothing more is submitted", "All that the ledger held is saved in");
            assertThat(workplace.api().createsReceived()).isLessThan(input.lists());
            long before = workplace.api().createsReceived();
            refuses(
                    workplace,
                    "is not there, and this home had one until",
                    "saved in " + rescued(workplace) + ": move that to " + ledger(workplace));
            assertThat(workplace.start("doctor").exits(3).out()).containsPattern("FAIL +ledger.*this home had one");

            Files.move(rescued(workplace), ledger(workplace));
            workplace.run().exits(0);
            Judge.acceptedOnce(workplace.journal(), input);
            Judge.booksOf(workplace.summary(), input);
            assertThat(workplace.api().createsReceived() - before)
                    .as("what was in flight was recorded and is not looked for")
                    .isEqualTo(input.lists() - before);
        }
    }

    @Test
    @Tag("heavy")
    void aHomeThatIsDeletedUnderARunDoesNotBeginAnew() throws IOException {
        try (Workplace workplace = workplace()) {
            QianhuProcess run = workplace.run();
            submits(workplace, run, 5);
            Folders.delete(workplace.home());

            run.exits(1);
            refuses(workplace, "is not there, and this home had one until");
            Files.move(rescued(workplace), ledger(workplace));
            workplace.run().exits(0);
            Judge.acceptedOnce(workplace.journal(), input);
        }
    }

    @Test
    @Tag("heavy")
    void aLedgerThatIsReplacedUnderARunEndsIt() throws IOException {
        try (Workplace workplace = workplace()) {
            workplace.run("--prepare-only").exits(5);
            Path yesterday = folder.resolve("yesterday.mv.db");
            Files.copy(ledger(workplace), yesterday);
            QianhuProcess run = workplace.run();
            submits(workplace, run, 5);
            Files.move(yesterday, ledger(workplace), StandardCopyOption.REPLACE_EXISTING);

            assertThat(run.exits(1).err()).contains("was replaced by another file while this process had it open");
            refuses(workplace, "is older than it was at", "does not know what was submitted after it was copied");

            Files.move(rescued(workplace), ledger(workplace), StandardCopyOption.REPLACE_EXISTING);
            workplace.run().exits(0);
            Judge.acceptedOnce(workplace.journal(), input);
        }
    }

    @Test
    @Tag("heavy")
    void aLedgerThatIsCutOffUnderARunEndsIt() throws IOException {
        try (Workplace workplace = workplace()) {
            QianhuProcess run = workplace.run();
            submits(workplace, run, 5);
            Files.write(ledger(workplace), new byte[0]);

            assertThat(run.exits(1).err()).contains("ledger");
            assertThat(workplace.api().createsReceived()).isLessThan(input.lists());
            refuses(workplace, "ledger", "latest copy");
        }
    }

    /** Nothing runs meanwhile; whoever starts next must notice. */
    @Test
    @Tag("heavy")
    void aLedgerThatIsNotTheLatestIsRefused() throws IOException {
        try (Workplace workplace = workplace()) {
            workplace.run("--prepare-only").exits(5);
            Path copy = folder.resolve("copy.mv.db");
            Path latest = folder.resolve("latest.mv.db");
            Files.copy(ledger(workplace), copy);
            QianhuProcess run = workplace.run();
            submits(workplace, run, 5);
            run.kill();
            Files.move(ledger(workplace), latest);

            refuses(workplace, "is not there, and this home had one until");
            Files.createDirectory(ledger(workplace));
            refuses(workplace, "the ledger");
            Files.delete(ledger(workplace));
            Files.createFile(ledger(workplace));
            refuses(workplace, "is damaged or cut off", "latest copy");
            Files.writeString(ledger(workplace), "not a ledger".repeat(1_000));
            refuses(workplace, "is damaged or cut off", "latest copy");
            try (Workplace other = Workplace.in(Files.createDirectory(folder.resolve("other")), Map.of())) {
                other.start("settle", "abcd2345").exits(2);
                Files.copy(ledger(other), ledger(workplace), StandardCopyOption.REPLACE_EXISTING);
            }
            refuses(workplace, "is another one, and not the one that this home had until");
            Files.copy(copy, ledger(workplace), StandardCopyOption.REPLACE_EXISTING);
            for (int times = 0; times < 3; times++) {
                refuses(workplace, "is older than it was at");
            }
            QianhuProcess serve = workplace.start("serve", "--campaigns", ".");
            assertThat(serve.exits(2).err()).hasLineCount(1).contains("is older than it was at");

            Files.move(latest, ledger(workplace), StandardCopyOption.REPLACE_EXISTING);
            workplace.run().exits(0);
            Judge.acceptedOnce(workplace.journal(), input);
        }
    }

    /** Whoever says so on purpose begins anew, and with that everybody is called again. */
    @Test
    @Tag("heavy")
    void aHomeThatIsToldToForgetItsLedgerBeginsAnew() throws IOException {
        try (Workplace workplace = workplace()) {
            workplace.run("--prepare-only").exits(5);
            Files.delete(ledger(workplace));
            refuses(workplace, "delete " + workplace.home().resolve("ledger.json"));
            Files.delete(workplace.home().resolve("ledger.json"));
            workplace.run("--prepare-only").exits(5);
        }
    }

    private Workplace workplace() {
        return Workplace.in(folder, Map.of("faults.latency", "300ms")).campaign("10/s", 4);
    }

    private static Path ledger(Workplace workplace) {
        return workplace.home().resolve("ledger").resolve("qianhu.mv.db");
    }

    private static Path rescued(Workplace workplace) throws IOException {
        try (Stream<Path> files = Files.list(workplace.home().resolve("ledger"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("rescued-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void submits(Workplace workplace, QianhuProcess run, int lists) {
        ActiveRun.await()
                .failFast("it ended: " + run, () -> !run.lives())
                .until(() -> workplace.api().createsReceived() >= lists);
    }

    private void refuses(Workplace workplace, String... parts) {
        long before = workplace.api().createsReceived();
        assertThat(workplace.run().exits(2).err()).hasLineCount(1).contains(parts);
        assertThat(workplace.api().createsReceived()).isEqualTo(before);
    }
}
