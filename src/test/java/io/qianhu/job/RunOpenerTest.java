package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.campaign.TaskSettings;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.ReadingStopped;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.number.Multiple;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunOpenerTest {
    private static final long SCRIPT = JobOnDisk.CAMPAIGN.task().dialogId();
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");

    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private InputStream standardInput = InputStream.nullInputStream();
    private RunOpener opener;
    private boolean ends;
    private Path a;
    private Path b;

    @BeforeEach
    void open() throws IOException {
        ledger = new LedgerOnDisk(folder);
        opener = opener(ledger.runs);
        a = Files.writeString(folder.resolve("a.csv"), "phone\n13800000001\n");
        b = Files.writeString(folder.resolve("b.csv"), "city,mobile\nHangzhou,13800000002\n");
    }

    private RunOpener opener(RunStore runs) {
        return new RunOpener(
                runs,
                new PlainFiles(
                        folder.resolve("unpacked"), IntakeLimits.defaults(), () -> standardInput, file -> () -> ends),
                IntakeLimits.defaults(),
                () -> NOW);
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
    void recordsNothingWhenTheProcessIsToldToEndWhileItReadsTheFiles() {
        ends = true;
        assertThatThrownBy(() -> open(a, b)).isInstanceOf(ReadingStopped.class);
        assertThat(ledger.runs.all()).isEmpty();

        ends = false;
        assertThat(open(a, b).plan().continued()).isFalse();
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

    /** Each file must not be compared with all that were read, nor be looked for each time: that would take minutes here. */
    @Test
    @Timeout(60)
    void comparesManyFilesWithThoseOfAnUnfinishedRunThatHasMany() throws IOException {
        String run = open(a).plan().run().id();
        RunFile other = new RunFile(1, b.toString(), 1, "0".repeat(64), "");
        RunStore many = (RunStore) Proxy.newProxyInstance(
                RunStore.class.getClassLoader(),
                new Class<?>[] {RunStore.class},
                (proxy, method, arguments) -> method.getName().equals("files") && arguments[0].equals(run)
                        ? Collections.nCopies(100_000, other)
                        : method.invoke(ledger.runs, arguments));
        Path[] files = new Path[200];
        for (int i = 0; i < files.length; i++) {
            files[i] = Files.writeString(folder.resolve("n" + i + ".csv"), "phone\n13800000" + (100 + i) + "\n");
        }
        opener = opener(many);
        assertThat(open(files).plan().files()).hasSize(files.length);
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
    void theSameWorkHasTheSameIdInEveryLedgerWhateverNamesItGoesBy() throws IOException {
        String id = open(a, b).plan().run().id();
        Path renamed = Files.copy(a, folder.resolve("z.csv"));
        try (LedgerOnDisk another = new LedgerOnDisk(Files.createDirectory(folder.resolve("another")))) {
            RunOpener there = new RunOpener(
                    another.runs,
                    new PlainFiles(
                            folder.resolve("unpacked"),
                            IntakeLimits.defaults(),
                            () -> standardInput,
                            file -> () -> ends),
                    IntakeLimits.defaults(),
                    () -> NOW.plusSeconds(1));
            assertThat(there.open(of("another-name", SCRIPT, "", b, renamed))
                            .plan()
                            .run()
                            .id())
                    .isEqualTo(id);
        }
        assertThat(opener.open(of("another-name", 7, "", a, b)).plan().run().id())
                .isNotEqualTo(id);
    }

    @Test
    void refusesTheSameContentWithTheSameScriptUnderAnotherCampaignsName() {
        String run = end(open(a, b), RunState.COMPLETED);
        assertThatThrownBy(() -> opener.open(of("another-name", SCRIPT, "", b, a)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll(
                        ".csv was already read by run " + run + " of campaign spring-renewal (COMPLETED)",
                        "task.dialog-id " + SCRIPT + " ",
                        "--again LABEL");
        assertThat(ledger.runs.all()).hasSize(1);
        assertThat(opener.open(of("another-name", SCRIPT, "again", b, a)).plan().continued())
                .isFalse();
        assertThat(opener.open(of("another-name", 7, "", b, a)).plan().continued())
                .as("another script")
                .isFalse();
    }

    @Test
    void refusesAFileThatARunOfAnotherCampaignHasSubmittedWithTheSameScript() {
        String run = open(a).plan().run().id();
        assertThatThrownBy(() -> opener.open(of("another-name", SCRIPT, "", a, b)))
                .isInstanceOf(RunRefused.class)
                .hasMessageContainingAll(
                        "a.csv was already read by run " + run + " of campaign spring-renewal (STOPPED)");
        assertThat(opener.open(of("another-name", 7, "", a, b)).plan().continued())
                .isFalse();
    }

    @Test
    void filesWithoutAnyRowAreReadUnderEveryName() throws IOException {
        Files.writeString(a, "phone\n");
        String one = opener.open(emptyAllowed("one")).plan().run().id();
        String other = opener.open(emptyAllowed("other")).plan().run().id();
        assertThat(other).as("the id of the first is taken").isNotEqualTo(one);
    }

    private RunRequest emptyAllowed(String name) {
        Campaign of = named(name, SCRIPT);
        LimitsSettings emptyOk = new LimitsSettings(null, null, null, null, null, null, true);
        return new RunRequest(
                new Campaign(of.name(), of.input(), of.numbers(), of.task(), of.dispatch(), emptyOk),
                List.of(a),
                Target.SANDBOX,
                "",
                true,
                true);
    }

    @Test
    void aCorrectedScriptGoesOnWithTheRunAndIsWhatItIsKnownBy() {
        String run = open(a).plan().run().id();
        assertThat(opener.open(of("spring-renewal", 7, "", a)).plan().run().id())
                .isEqualTo(run);
        assertThat(ledger.runs.find(run).orElseThrow().dialogId()).isEqualTo(7);
        for (long script : new long[] {7, SCRIPT}) {
            assertThatThrownBy(() -> opener.open(of("another-name", script, "", a)))
                    .as("what it submits now, and what it began with")
                    .hasMessageContaining("by run " + run + " of campaign spring-renewal");
        }
    }

    @Test
    void aRunOfAnOlderVersionKeepsItsIdAndIsComparedWithNoOtherCampaign() {
        String run = open(a).plan().run().id();
        ledger.sql("set referential_integrity false");
        ledger.sql("update run set run_id = 'k3f9x2mq', dialog_id = null");
        ledger.sql("update input_file set run_id = 'k3f9x2mq'");
        ledger.sql("set referential_integrity true");
        assertThat(opener.open(of("another-name", SCRIPT, "", a)).plan().run().id())
                .as("what the content comes to")
                .isEqualTo(run);
        assertThat(open(a).plan().run().id()).isEqualTo("k3f9x2mq");
        assertThat(ledger.runs.find("k3f9x2mq").orElseThrow().dialogId())
                .as("from now on it is known")
                .isEqualTo(SCRIPT);
    }

    @Test
    void anIdThatAnotherRunHasIsNotTakenTwice() {
        String taken = open(a).plan().run().id();
        ledger.sql("update run set fingerprint = '" + "0".repeat(64) + "', campaign = 'other', dialog_id = 7");
        ledger.sql("update input_file set sha256 = '" + "0".repeat(64) + "'");
        String next = open(a).plan().run().id();
        assertThat(next).matches("[2-9b-z]{8}").isNotEqualTo(taken);
        assertThat(open(a).plan().run().id()).isEqualTo(next);
    }

    private static RunRequest of(String name, long dialogId, String label, Path... files) {
        return new RunRequest(named(name, dialogId), List.of(files), Target.SANDBOX, label, true, true);
    }

    private static Campaign named(String name, long dialogId) {
        TaskSettings task = JobOnDisk.CAMPAIGN.task();
        return new Campaign(
                name,
                JobOnDisk.CAMPAIGN.input(),
                JobOnDisk.CAMPAIGN.numbers(),
                new TaskSettings(
                        task.name(),
                        dialogId,
                        task.corpName(),
                        task.numberStatusIdent(),
                        task.selfLine(),
                        task.recall()),
                JobOnDisk.CAMPAIGN.dispatch(),
                JobOnDisk.CAMPAIGN.limits());
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
