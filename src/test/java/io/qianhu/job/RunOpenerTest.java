package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.number.Multiple;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOpenerTest {
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private InputStream standardInput = InputStream.nullInputStream();
    private RunOpener opener;
    private Path a;
    private Path b;

    @BeforeEach
    void open() throws IOException {
        ledger = new LedgerOnDisk(folder);
        opener = new RunOpener(
                ledger.runs,
                new PlainFiles(folder.resolve("unpacked"), IntakeLimits.defaults(), () -> standardInput),
                IntakeLimits.defaults(),
                () -> NOW,
                new Random(1));
        a = Files.writeString(folder.resolve("a.csv"), "phone\n13800000001\n");
        b = Files.writeString(folder.resolve("b.csv"), "city,mobile\nHangzhou,13800000002\n");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private RunOpener.Opening open(Path... files) {
        return opener.open(JobOnDisk.request("", files));
    }

    private String end(RunOpener.Opening opening, RunState state, int... lists) {
        String run = opening.plan().run().id();
        try (RunLease lease = ledger.leases.take(run)) {
            ledger.store(run, lists);
            ledger.runs.mark(lease.run(), state, null, NOW);
        }
        return run;
    }

    @Test
    void storesANewRunWithTheFormatOfEachFile() {
        RunOpener.Opening opening = open(a, b);
        assertThat(opening.alreadyCompleted()).isFalse();
        assertThat(opening.plan().continued()).isFalse();
        assertThat(opening.plan().run().state()).isEqualTo(RunState.STOPPED);
        assertThat(opening.plan().files())
                .extracting(file -> file.format().phoneColumn())
                .containsExactly(0, 1);
        assertThat(ledger.runs.files(opening.plan().run().id())).hasSize(2);
    }

    @Test
    void continuesTheUnfinishedRunOfTheSameFilesWhateverTheirNamesAndOrder() throws IOException {
        RunOpener.Opening began = open(a, b);
        Path renamed = Files.move(a, folder.resolve("z.csv"));

        RunOpener.Opening again = open(b, renamed);
        assertThat(again.plan().run().id()).isEqualTo(began.plan().run().id());
        assertThat(again.plan().continued()).isTrue();
        assertThat(again.alreadyCompleted()).isFalse();
        assertThat(again.plan().files()).extracting(PlannedFile::path).containsExactly(renamed, b);
        assertThat(again.plan().files())
                .extracting(file -> file.format().phoneColumn())
                .containsExactly(0, 1);
    }

    @Test
    void findsTheFilesOfARunWhoseNamesLookLikeEntriesOfArchives() throws IOException {
        Path odd = Files.move(a, folder.resolve("q1 > q2.csv"));
        Path archive = folder.resolve("lists > all.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("b.csv"));
            zip.write(Files.readAllBytes(b));
        }
        Run run = open(odd, archive).plan().run();

        assertThat(opener.namedFiles(run)).containsExactlyInAnyOrder(odd, archive);
        Files.writeString(archive, "phone\n13800000003\n");
        assertThatThrownBy(() -> open(archive))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("changed since run " + run.id());
    }

    @Test
    void knowsARunThatIsAtItsEndUnlessLabelOrTargetIsAnother() {
        String run = end(open(a), RunState.COMPLETED);
        assertThat(open(a).alreadyCompleted()).isTrue();
        assertThat(open(a).plan().run().id()).isEqualTo(run);

        assertThat(opener.open(JobOnDisk.request("second", a)).alreadyCompleted())
                .isFalse();
        RunRequest live = new RunRequest(JobOnDisk.CAMPAIGN, List.of(a), Target.LIVE, "", true, true);
        assertThat(opener.open(live).alreadyCompleted()).isFalse();
        assertThat(ledger.runs.all()).hasSize(3);
    }

    @Test
    void goesOnWithARunAtItsEndThatHasOpenLists() {
        RunOpener.Opening began = open(a);
        end(began, RunState.ATTENTION, 3);
        assertThat(open(a).alreadyCompleted()).isFalse();
    }

    @Test
    void refusesAFileThatChangedSinceItsUnfinishedRunBegan() throws IOException {
        String run = open(a).plan().run().id();
        Files.writeString(a, "phone\n13800000009\n");
        assertThatThrownBy(() -> open(a))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("a.csv changed since run " + run, "put the file back", "--again LABEL");
        assertThat(opener.open(JobOnDisk.request("second", a)).plan().continued())
                .isFalse();
    }

    @Test
    void takesNewContentUnderTheNameOfAFinishedRunsFile() throws IOException {
        end(open(a), RunState.COMPLETED);
        Files.writeString(a, "phone\n13800000009\n");
        assertThat(open(a).plan().continued()).isFalse();
    }

    @Test
    void refusesAFileThatAnotherRunOfTheCampaignHasRead() {
        String run = end(open(a), RunState.COMPLETED);
        assertThatThrownBy(() -> open(a, b))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("a.csv was already read by run " + run, "--again LABEL");
    }

    @Test
    void refusesOtherIntakeSettingsForARunThatBegan() {
        open(b);
        Campaign other = new Campaign(
                JobOnDisk.CAMPAIGN.name(),
                new InputSettings(List.of(), "mobile"),
                JobOnDisk.CAMPAIGN.numbers(),
                JobOnDisk.CAMPAIGN.task(),
                JobOnDisk.CAMPAIGN.dispatch(),
                JobOnDisk.CAMPAIGN.limits());
        assertThatThrownBy(() -> opener.open(new RunRequest(other, List.of(b), Target.SANDBOX, "", true, true)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("input.column detected", "input.column mobile", "put these settings back");
    }

    @Test
    void refusesAnotherWordOnSeveralNumbersForARunThatBegan() {
        open(a);
        assertThatThrownBy(() -> opener.open(taking(Multiple.TAKE_ALL, b, a)))
                .as("other files, another run")
                .hasMessageContaining("already read");
        assertThatThrownBy(() -> opener.open(taking(Multiple.TAKE_ALL, a)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll(
                        "numbers.accept [mobile],", "numbers.multiple take-all", "put these settings back");
        opener.open(taking(Multiple.TAKE_FIRST, b));
        assertThatThrownBy(() -> open(b))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("began with", "numbers.multiple take-first", "put these settings back");
        assertThat(opener.open(taking(Multiple.TAKE_FIRST, b)).plan().continued())
                .isTrue();
    }

    private static RunRequest taking(Multiple multiple, Path... files) {
        return new RunRequest(JobOnDisk.campaign(multiple), List.of(files), Target.SANDBOX, "", true, true);
    }

    @Test
    void refusesAnotherCanaryForARunThatBegan() {
        open(b);
        Campaign other = JobOnDisk.campaign(new LimitsSettings(null, null, null, null, 50, null));
        assertThatThrownBy(() -> opener.open(new RunRequest(other, List.of(b), Target.SANDBOX, "", true, true)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll("limits.canary 50; put", "limits.canary 50");
    }

    @Test
    void takesOtherLimitsForARunThatBegan() {
        String run = open(b).plan().run().id();
        Campaign other = JobOnDisk.campaign(new LimitsSettings(7, null, null, 8, null, null));
        assertThat(opener.open(new RunRequest(other, List.of(b), Target.SANDBOX, "", true, true))
                        .plan()
                        .run()
                        .id())
                .isEqualTo(run);
    }

    @Test
    void storesNothingWhenAFileCannotBeUsed() throws IOException {
        Files.writeString(b, "city\nHangzhou\n");
        assertThatThrownBy(() -> open(a, b)).hasMessageContaining("b.csv");
        assertThat(ledger.runs.all()).isEmpty();
    }
}
