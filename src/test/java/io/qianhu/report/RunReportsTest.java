package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.Origins;
import io.qianhu.ledger.RejectedRow;
import io.qianhu.ledger.RejectedRows;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.SuppressedRow;
import io.qianhu.ledger.SuppressionList;
import io.qianhu.ledger.Tally;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunReportsTest {
    private static final String RUN = "k3f9x2mq";
    private static final String[] NAMES = {
        "duplicates.csv", "rejects.csv", "run.html", "summary.json", "summary.txt", "suppressed.csv", "tasks.csv"
    };

    private final LedgerOnDisk ledger;
    private final RunReports reports;
    private final Path reportsDir;

    RunReportsTest(@TempDir Path directory) {
        ledger = new LedgerOnDisk(directory);
        reportsDir = directory.resolve("data/reports");
        reports = new RunReports(ledger.runs, reportsDir, Words.of(Locale.ENGLISH), ZoneId.of("Asia/Shanghai"));
    }

    @BeforeEach
    void runWithListsAndRejects() {
        ledger.begin(RUN);
        ledger.store(RUN, 1_000, 1_000, 7);
        ledger.intake.reject(
                RUN,
                List.of(RejectedRows.of(List.of(
                        new RejectedRow(0, 2, 70, 2, "TOO_SHORT", List.of("王小明", "+86 138")),
                        new RejectedRow(0, 9, 70, 2, "EMPTY", List.of("a, \"b\"\nc", "", "=1+1"))))));
        ledger.intake.count(RUN, new Tally(5, 2, 1, 0, Map.of("TOO_SHORT", 1L, "EMPTY", 1L)));
        ledger.submit(new ListRef(RUN, 1, 0, 1_000), Transition.ACCEPT);
        ledger.submit(new ListRef(RUN, 2, 0, 1_000), Transition.REFUSE);
        ledger.runs.mark(RUN, RunState.STOPPED, Message.text("stopped on request"), null);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void theReportsAreSevenFilesInADirectoryOfTheRun() throws IOException {
        assertThat(reports.write(RUN)).isEqualTo(reportsDir.resolve(RUN));

        assertThat(files()).containsOnlyKeys(NAMES);
    }

    @Test
    void rejectsKeepTheirRowsUnderTheHeaderOfTheirFile() throws IOException {
        reports.write(RUN);

        assertThat(read("rejects.csv"))
                .isEqualTo(lines(
                        "\uFEFFfile,line,byte,column,reason,explanation,姓名,手机号,column_3",
                        "numbers.csv,2,70,2,too-short,The number has too few digits.,王小明,'+86 138,",
                        "numbers.csv,9,70,2,empty,The cell holds no digit.,\"a, \"\"b\"\"\nc\",,'=1+1"));
    }

    @Test
    void aRunWhoseTasksAreNotLookedForSaysSo() {
        String off = "tasks of other homes are not looked for (dispatch.look-before: false)";
        assertThat(reports.text(reports.summary(RUN))).doesNotContain(off);

        ledger.lists.looksAs(RUN, "春季回访");
        assertThat(reports.text(reports.summary(RUN))).doesNotContain(off);

        ledger.lists.looksAs(RUN, "");
        assertThat(reports.text(reports.summary(RUN))).contains(off);
        assertThat(reports.summary(RUN).lookedBefore()).isFalse();
    }

    @Test
    void suppressedRowsNameTheirList() throws IOException {
        String run = "b7w2n8pd";
        RunFile file = LedgerOnDisk.file(0, "numbers.csv", "{\"header\":[],\"phoneColumn\":0}");
        SuppressionList list = new SuppressionList(0, Message.text("dnc.csv"), 12, "b2".repeat(32), 1, 0, 0);
        ledger.begin(run, List.of(file), List.of(list));
        ledger.intake.suppress(
                run,
                List.of(new SuppressedRow(
                        Origins.row(0, 7), LedgerOnDisk.callees(5, 1).get(0), 0)));

        assertThat(Files.readString(reports.write(run).resolve("suppressed.csv")))
                .isEqualTo(lines("\uFEFFphone,file,line,list", "13800000005,numbers.csv,7,dnc.csv"));
        assertThat(reports.summary(run).suppressionLists())
                .containsExactly(new RunSummary.SuppressedBy(Message.text("dnc.csv"), 12, "b2".repeat(32), 1, 0, 1));
    }

    @Test
    void tasksShowEveryListAndItsLatestSubmission() throws IOException {
        reports.write(RUN);

        assertThat(read("tasks.csv"))
                .isEqualTo(lines(
                        "\uFEFFlist,size,state,attempt,task_name,task_id,code,message,request_id,signed_at,answered_at",
                        "1,1000,ACCEPTED,1,k3f9x2mq-1-1,4711,isv.Example,as an example,request-1,"
                                + "2026-03-02T01:00:00Z,2026-03-02T01:00:02Z",
                        "2,1000,REFUSED,1,k3f9x2mq-2-1,,isv.Example,as an example,request-1,"
                                + "2026-03-02T01:00:00Z,2026-03-02T01:00:02Z",
                        "3,7,PENDING,0,,,,,,,"));
    }

    @Test
    void thePageShowsTheListsOfTheLedgerAndWhenTheyLeft() throws IOException {
        ledger.runs.allow(RUN, Instant.parse("2026-03-02T01:00:00Z"), 20);

        reports.write(RUN);

        assertThat(read("run.html"))
                .contains("Run k3f9x2mq of campaign", "k3f9x2mq-2-1", "isv.Example")
                .contains("2 submissions; at most 2 of them began within one second. The limit was 20/s.")
                .doesNotContain("k3f9x2mq-1-1");
    }

    @Test
    void theSummaryIsTheSameAsTextAndAsJson() throws IOException {
        reports.write(RUN);

        RunSummary summary = reports.summary(RUN);
        assertThat(RunSummary.fromJson(read("summary.json"))).isEqualTo(summary);
        assertThat(read("summary.txt"))
                .isEqualTo(new SummaryText(Words.of(Locale.ENGLISH), ZoneId.of("Asia/Shanghai")).render(summary));
        assertThat(summary)
                .extracting(RunSummary::rowsRead, RunSummary::calleesSubmitted, RunSummary::calleesPending)
                .containsExactly(2_012L, 1_000L, 7L);
        assertThat(summary.duplicatesUnlisted()).as("counted and not stored").isEqualTo(2);
        assertThat(summary.balanced()).isTrue();
    }

    @Test
    void allRunsAreSummarised() {
        ledger.begin("b7w2n8pd");

        assertThat(reports.all()).containsExactly(reports.summary("b7w2n8pd"), reports.summary(RUN));
    }

    @Test
    void aListThatVanishedFromTheLedgerIsReportedAsAnImbalance() throws IOException {
        ledger.sql("delete from call_list_callees where list_no = 3");
        ledger.sql("delete from call_list where list_no = 3");

        reports.write(RUN);

        assertThat(read("summary.json")).contains("\"balanced\" : false");
        assertThat(read("summary.txt")).contains("!!! THE BOOKS DO NOT BALANCE: 2,007 callees, 2,000 accounted for.");
    }

    @Test
    void numbersThatVanishedFromAListAreReportedAsAnImbalance() throws IOException {
        ledger.sql("delete from call_list_callees where list_no = 3");

        reports.write(RUN);

        assertThat(read("summary.json")).contains("\"balanced\" : false");
        assertThat(read("summary.txt")).contains("!!! THE BOOKS DO NOT BALANCE: the call lists do not hold");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
    void onlyTheOwnerMayReadThem() throws IOException {
        Files.createDirectories(reportsDir.resolve(RUN));
        Files.setPosixFilePermissions(reportsDir.resolve(RUN), PosixFilePermissions.fromString("rwxr-xr-x"));

        Path directory = reports.write(RUN);

        assertThat(permissions(directory)).isEqualTo("rwx------");
        for (String name : NAMES) {
            assertThat(permissions(directory.resolve(name))).as(name).isEqualTo("rw-------");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX permissions")
    void theDirectoriesAboveAreTheOwnersToo() throws IOException {
        reports.write(RUN);

        assertThat(permissions(reportsDir)).isEqualTo("rwx------");
        assertThat(permissions(reportsDir.resolve(".."))).isEqualTo("rwx------");
    }

    @Test
    void writtenAgainTheyAreTheSameBytes() throws IOException {
        reports.write(RUN);
        Map<String, String> first = files();

        reports.write(RUN);

        assertThat(files()).isEqualTo(first);
    }

    @Test
    void aReportThatFailsLeavesTheOldOneAndNoPart() throws IOException {
        reports.write(RUN);
        String before = read("rejects.csv");
        ledger.sql("update reject_block set body = X'00' where run_id = '" + RUN + "'");

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> reports.write(RUN));

        assertThat(files()).containsOnlyKeys(NAMES).containsEntry("rejects.csv", before);
    }

    @Test
    void whatACrashLeftUnfinishedIsReplaced() throws IOException {
        Files.createDirectories(reportsDir.resolve(RUN));
        Files.writeString(reportsDir.resolve(RUN).resolve("rejects.csv.tmp"), "half a re");

        reports.write(RUN);

        assertThat(files()).containsOnlyKeys(NAMES);
        assertThat(read("rejects.csv")).doesNotContain("half a re");
    }

    @Test
    void aRunThatDoesNotExistHasNoReports() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> reports.write("../elsewhere"))
                .withMessageContaining("no run ../elsewhere");
        assertThat(reportsDir).doesNotExist();
    }

    @Test
    void aRunWithoutRejectsHasTheHeaderOnly() throws IOException {
        ledger.begin("b7w2n8pd");

        Path directory = reports.write("b7w2n8pd");

        assertThat(Files.readString(directory.resolve("rejects.csv")))
                .isEqualTo("\uFEFFfile,line,byte,column,reason,explanation,姓名,手机号\r\n");
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private String read(String name) throws IOException {
        return Files.readString(reportsDir.resolve(RUN).resolve(name));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.list(reportsDir.resolve(RUN))) {
            for (Path path : paths.toList()) {
                contents.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return contents;
    }
}
