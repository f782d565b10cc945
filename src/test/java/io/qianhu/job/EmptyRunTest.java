package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What becomes of a run that calls nobody, and of files without rows. */
class EmptyRunTest {
    private static final LimitsSettings OK = new LimitsSettings(null, null, null, null, null, null, true);
    private static final String NOBODY =
            "nobody is called: 2 of 3 rows are rejected, most of them (1) as letters; correct the file and run it, which"
                    + " makes a new run, or set limits.empty-run: ok where that is ordinary";

    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private JobOnDisk job;
    private Path suppressed;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 1 << 16);
        suppressed = Files.writeString(folder.resolve("do-not-call.txt"), "13800000001\n");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private RunRequest request(LimitsSettings limits, String... files) {
        NumberSettings numbers = new NumberSettings(
                NumberSettings.DEFAULT_ACCEPT,
                NumberSettings.DEFAULT_MULTIPLE,
                List.of(suppressed.toString()),
                NumberSettings.DEFAULT_UNREADABLE,
                null,
                NumberSettings.DEFAULT_NOT_CALLED_SCOPE);
        Campaign campaign = new Campaign(
                JobOnDisk.CAMPAIGN.name(),
                JobOnDisk.CAMPAIGN.input(),
                numbers,
                JobOnDisk.CAMPAIGN.task(),
                JobOnDisk.CAMPAIGN.dispatch(),
                limits);
        List<Path> paths = Stream.of(files).map(folder::resolve).toList();
        return new RunRequest(campaign, paths, Target.SANDBOX, "", false, true);
    }

    private Path write(String name, String... rows) throws IOException {
        return Files.writeString(folder.resolve(name), "phone\n" + String.join("\n", rows) + "\n");
    }

    private RunEnd run(LimitsSettings limits, String... files) {
        return job.run(request(limits, files));
    }

    @ParameterizedTest
    @CsvSource({
        "x-y, ATTENTION",
        "12 x-y, ATTENTION",
        "13800000001, COMPLETED",
        "13800000001 13800000001, COMPLETED",
        "13800000001 x-y, ATTENTION",
    })
    void needsAttentionUnlessEverybodyIsSuppressedOrADuplicate(String rows, RunState state) throws IOException {
        write("a.csv", rows.split(" "));

        RunEnd end = run(LimitsSettings.NONE, "a.csv");

        assertThat(end.state()).isEqualTo(state);
        assertThat(end.message().english().startsWith("nobody is called: ")).isEqualTo(state == RunState.ATTENTION);
        assertThat(ledger.runs.find(end.run()).orElseThrow().finishedAt()).isNotNull();
    }

    @Test
    void saysWhyAndWhatToDo() throws IOException {
        write("a.csv", "张三", "12", "13800000001");

        RunEnd end = run(LimitsSettings.NONE, "a.csv");

        assertThat(end.message()).asString().isEqualTo(NOBODY);
        assertThat(ledger.runs.find(end.run()).orElseThrow().note()).asString().isEqualTo(NOBODY);
    }

    @Test
    void isInOrderWhereTheCampaignSaysSo() throws IOException {
        write("a.csv", "12");

        RunEnd end = run(OK, "a.csv");

        assertThat(end).isEqualTo(new RunEnd(end.run(), RunState.COMPLETED, false, Message.NONE));
        assertThat(new RunVerdict(ledger.runs, ledger.brakes.brakes())
                        .of(ledger.runs.find(end.run()).orElseThrow()))
                .as("by whom nobody told about the campaign")
                .isEqualTo(end);
    }

    @Test
    void hasEndedAndDoesNotComeBack() throws IOException {
        write("a.csv", "12");
        RunEnd end = run(LimitsSettings.NONE, "a.csv");

        RunOpener.Opening again = job.opener.open(request(LimitsSettings.NONE, "a.csv"));
        assertThat(again.alreadyCompleted()).isTrue();

        write("a.csv", "13800000002");
        Run mended =
                job.opener.open(request(LimitsSettings.NONE, "a.csv")).plan().run();
        assertThat(mended.id()).isNotEqualTo(end.run());
    }

    @Test
    void filesOfWhichNoneHoldsARowMakeNoRun() throws IOException {
        Files.createFile(folder.resolve("a.csv"));
        write("b.csv");

        assertThatThrownBy(() -> run(LimitsSettings.NONE, "a.csv"))
                .isInstanceOf(InputRefused.class)
                .hasMessage(folder.resolve("a.csv") + " (0 bytes): holds no row, so that nobody would be called; check"
                        + " the export, or set limits.empty-run: ok where that is ordinary");
        assertThatThrownBy(() -> run(LimitsSettings.NONE, "a.csv", "b.csv"))
                .hasMessageStartingWith("none of 2 files holds a row, the first is " + folder.resolve("a.csv"));
        assertThatThrownBy(() -> Rehearsal.of(
                        request(LimitsSettings.NONE, "b.csv").campaign(),
                        List.of(folder.resolve("b.csv")),
                        IntakeLimits.defaults(),
                        InputStream::nullInputStream))
                .hasMessageContaining("(7 bytes): holds no row");
        assertThat(ledger.runs.all()).isEmpty();

        RunEnd end = run(OK, "a.csv", "b.csv");
        assertThat(end.state()).isEqualTo(RunState.COMPLETED);
        assertThat(ledger.runs.books(end.run()).rowsRead()).isZero();
    }

    @Test
    void anEmptyFileAmongOthersIsNoRowAndMayComeEachNight() throws IOException {
        write("a.csv", "12");
        write("b.csv", "12", "34");
        write("none.csv");
        Files.createFile(folder.resolve("empty.csv"));

        RunEnd first = run(LimitsSettings.NONE, "a.csv", "empty.csv", "none.csv");
        assertThat(ledger.runs.books(first.run()).rowsRead()).isOne();
        assertThat(ledger.runs.files(first.run())).hasSize(3);

        RunEnd second = run(LimitsSettings.NONE, "b.csv", "empty.csv", "none.csv");
        assertThat(second.run()).isNotEqualTo(first.run());
        assertThat(ledger.runs.books(second.run()).rowsRead()).isEqualTo(2);
        assertThatThrownBy(() -> run(LimitsSettings.NONE, "a.csv", "empty.csv"))
                .isInstanceOf(RunRefused.class)
                .hasMessageContaining("a.csv was already read by run " + first.run());
    }

    @Test
    void anUnfinishedRunWithAnEmptyFileDoesNotClaimItsContent() throws IOException {
        write("a.csv", "12");
        write("b.csv", "34");
        Files.createFile(folder.resolve("empty.csv"));
        job.opener.open(request(LimitsSettings.NONE, "a.csv", "empty.csv"));

        assertThat(run(LimitsSettings.NONE, "b.csv", "empty.csv").state()).isEqualTo(RunState.ATTENTION);

        write("empty.csv", "56");
        assertThatThrownBy(() -> run(LimitsSettings.NONE, "empty.csv")).hasMessageContaining("changed since run");
    }
}
