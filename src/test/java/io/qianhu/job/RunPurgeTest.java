package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.campaign.CalledScope;
import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dyvms.Answer;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.JdbcPurgeStore;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;

/** Purging, with runs of the whole job. */
class RunPurgeTest {
    private static final Duration NINETY_DAYS = Duration.ofDays(90);

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private Answer answer = Answers.accepted("1");
    private final PlayedApi api = new PlayedApi(ticker, task -> PlayedApi.Play.of(Duration.ofMillis(100), answer));
    private LedgerOnDisk ledger;
    private JobOnDisk job;
    private RunReports reports;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 1 << 16, api, ticker);
        reports = new RunReports(ledger.runs, folder.resolve("reports"), Words.of(Locale.ENGLISH), ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private RunPurge purge(PlatformTransactionManager transactions) {
        return new RunPurge(
                ledger.runs,
                new JdbcPurgeStore(ledger.jdbc, transactions, ledger.leases, DiskSync.NONE),
                ledger.leases,
                reports);
    }

    private RunPurge purge() {
        return purge(ledger.transactions());
    }

    private RunRequest request(@Nullable Duration within, String name, String... rows) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "phone\n" + String.join("\n", rows) + "\n");
        NumberSettings numbers = new NumberSettings(
                NumberSettings.DEFAULT_ACCEPT,
                NumberSettings.DEFAULT_MULTIPLE,
                List.of(),
                NumberSettings.DEFAULT_UNREADABLE,
                within,
                CalledScope.ANY);
        Campaign campaign = JobOnDisk.campaign(numbers);
        return new RunRequest(campaign, List.of(file), Target.SANDBOX, "", false, true);
    }

    private String run(@Nullable Duration within, String name, String... rows) throws IOException {
        RunEnd end = job.run(request(within, name, rows));
        reports.write(end.run());
        return end.run();
    }

    private List<String> purgeAll(Duration olderThan) {
        RunPurge purge = purge();
        return purge.verdicts(olderThan, ticker.now()).stream()
                .filter(verdict -> verdict.keptFor().isEmpty())
                .map(verdict -> {
                    purge.purge(verdict.run(), ticker.now());
                    return verdict.run().id();
                })
                .toList();
    }

    private long rowsWithNumbers(String run) {
        return List.of(
                        "call_list_callees",
                        "open_list",
                        "reject_block",
                        "duplicate_block",
                        "suppressed_block",
                        "number_index")
                .stream()
                .mapToLong(table -> ledger.jdbc
                        .sql("select count(*) from " + table + " where run_id = ?")
                        .param(run)
                        .query(Long.class)
                        .single())
                .sum();
    }

    @Test
    void removesTheNumbersAndKeepsTheBooks() throws IOException {
        String run = run(null, "a.csv", "13800000000", "13800000001", "13800000001", "12", "13800000000");
        Books before = ledger.runs.books(run);
        assertThat(before.duplicates()).isEqualTo(2);
        ticker.pass(NINETY_DAYS);
        assertThat(purgeAll(NINETY_DAYS)).as("not yet so long ago").isEmpty();
        ticker.pass(Duration.ofMinutes(1));

        assertThat(purgeAll(NINETY_DAYS)).containsExactly(run);

        assertThat(rowsWithNumbers(run)).isZero();
        assertThat(ledger.runs.books(run)).isEqualTo(before);
        assertThat(ledger.runs.booksAtAGlance(run)).isEqualTo(before);
        assertThat(ledger.runs.books(run).balanced()).isTrue();
        assertThat(ledger.runs.find(run).orElseThrow().purgedAt()).isEqualTo(ticker.now());
        Path left = folder.resolve("reports").resolve(run);
        assertThat(left.toFile().list())
                .containsExactlyInAnyOrder("summary.txt", "summary.json", "run.html", "tasks.csv");
        assertThat(Files.readString(left.resolve("summary.txt")))
                .contains("Purged", "The books balance.")
                .doesNotContain("rejects.csv", "lacks");
        assertThat(purgeAll(NINETY_DAYS)).as("once").isEmpty();
        assertThat(job.opener
                        .open(request(null, "a.csv", "13800000000", "13800000001", "13800000001", "12", "13800000000"))
                        .alreadyCompleted())
                .isTrue();
    }

    @Test
    void aRunThatCalledNobodyLeavesAPersonNothingToDecideAndGoes() throws IOException {
        String run = run(null, "a.csv", "12");
        assertThat(ledger.runs.find(run).orElseThrow().state()).isEqualTo(RunState.ATTENTION);
        assertThat(rowsWithNumbers(run)).isPositive();
        ticker.pass(Duration.ofDays(91));

        assertThat(purgeAll(NINETY_DAYS)).containsExactly(run);
        assertThat(rowsWithNumbers(run)).isZero();
    }

    @Test
    void aRunWithListsForAPersonStays() throws IOException {
        answer = Answers.refused("isv.EXAMPLE");
        String run = run(null, "a.csv", "13800000000");
        assertThat(ledger.runs.find(run).orElseThrow().state()).isEqualTo(RunState.ATTENTION);
        ticker.pass(Duration.ofDays(365));

        assertThat(purgeAll(NINETY_DAYS)).isEmpty();
        assertThat(purge().verdicts(NINETY_DAYS, ticker.now()))
                .extracting(RunPurge.Verdict::keptFor)
                .singleElement()
                .asString()
                .contains("is ATTENTION");
        assertThat(rowsWithNumbers(run)).isPositive();
    }

    @Test
    void whomARunHasCalledIsKnownAsLongAsAnyRunHasAskedForIt() throws IOException {
        String first = run(null, "a.csv", "13800000000");
        String second = run(Duration.ofDays(120), "b.csv", "13800000009");
        ticker.pass(Duration.ofDays(100));
        assertThat(purgeAll(NINETY_DAYS)).isEmpty();
        assertThat(purge().verdicts(NINETY_DAYS, ticker.now()))
                .extracting(RunPurge.Verdict::keptFor)
                .allMatch(kept -> kept.toString().equals("numbers.not-called-within 120d needs its numbers"))
                .hasSize(2);

        String third = run(Duration.ofDays(120), "c.csv", "13800000000", "13800000005");
        assertThat(ledger.runs.books(third).suppressed()).isOne();

        ticker.pass(Duration.ofDays(21));
        assertThat(purgeAll(NINETY_DAYS)).containsExactlyInAnyOrder(first, second);
    }

    /** The text of a run's settings is for people: a column may have any name. */
    @Test
    void whatTheTextOfTheSettingsSaysDecidesNothing() throws IOException {
        String asks = run(Duration.ofDays(120), "a.csv", "13800000000");
        String other = run(null, "b.csv", "13800000009");
        ledger.sql("update run set intake_settings = 'input.column 1' where run_id = '" + asks + "'");
        ticker.pass(Duration.ofDays(100));
        assertThat(purgeAll(NINETY_DAYS)).isEmpty();

        ledger.sql(
                "update run set intake_settings = 'input.column numbers.not-called-within 366d, numbers.accept [mobile]'"
                        + " where run_id = '" + other + "'");
        ticker.pass(Duration.ofDays(21));
        assertThat(purgeAll(NINETY_DAYS)).containsExactlyInAnyOrder(asks, other);
    }

    @Test
    void aPeriodThatReachesBackToAPurgedRunIsRefused() throws IOException {
        String first = run(null, "a.csv", "13800000000");
        ticker.pass(Duration.ofDays(91));
        assertThat(purgeAll(NINETY_DAYS)).containsExactly(first);

        assertThatExceptionOfType(RunRefused.class)
                .isThrownBy(() -> run(Duration.ofDays(92), "b.csv", "13800000000", "13800000005"))
                .withMessageContaining("reaches back to run " + first);
        assertThat(job.run(request(Duration.ofDays(90), "b.csv", "13800000000", "13800000005"))
                        .state())
                .isEqualTo(RunState.COMPLETED);
    }

    @Test
    void aRunIsKeptAsLongAsARetryOfItsRetryIsRead() throws IOException {
        String first = run(null, "a.csv", "13800000000");
        String second = run(null, "b.csv", "13800000001");
        String third = run(null, "c.csv", "13800000002");
        ledger.sql("update run set retry_of = '" + first + "' where run_id = '" + second + "'");
        ledger.sql("update run set retry_of = '" + second
                + "', intake_done = false, state = 'STOPPED', finished_at = null" + " where run_id = '" + third + "'");
        ticker.pass(Duration.ofDays(365));

        assertThat(purgeAll(NINETY_DAYS)).isEmpty();

        ledger.sql("update run set intake_done = true where run_id = '" + third + "'");
        assertThat(purgeAll(NINETY_DAYS)).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void aRetryOfAPurgedRunIsRefused() throws IOException {
        String first = run(null, "a.csv", "13800000000", "12");
        ticker.pass(Duration.ofDays(91));
        purgeAll(NINETY_DAYS);

        assertThatExceptionOfType(RunRefused.class)
                .isThrownBy(() ->
                        job.opener.open(request(null, "b.csv", "13800000001").asRetryOf(first)))
                .withMessageContaining("run " + first + " was purged");
    }

    /** A process that dies at the commit, or right before it. */
    @ParameterizedTest
    @ValueSource(strings = {"ROLLED_BACK", "DEAD"})
    void isDoneWhollyOrNotAtAll(String how) throws IOException {
        String run = run(null, "a.csv", "13800000000", "12", "13800000000");
        long rows = rowsWithNumbers(run);
        ticker.pass(Duration.ofDays(91));
        FailingCommits transactions = new FailingCommits(ledger.dataSource, FailingCommits.Failure.valueOf(how));
        transactions.failAt(1);

        RunPurge failing = purge(transactions);
        assertThatExceptionOfType(TransactionSystemException.class)
                .isThrownBy(() -> failing.purge(ledger.runs.find(run).orElseThrow(), ticker.now()));

        assertThat(rowsWithNumbers(run)).isEqualTo(rows);
        assertThat(ledger.runs.find(run).orElseThrow().purgedAt()).isNull();
        assertThat(ledger.runs.books(run).balanced()).isTrue();
        assertThat(reports.write(run).resolve("rejects.csv")).exists();
        assertThat(purgeAll(NINETY_DAYS)).containsExactly(run);
    }
}
