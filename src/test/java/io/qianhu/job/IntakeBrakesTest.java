package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.GrowthLimit;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.campaign.RejectLimit;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.PulledBrake;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The brakes that are pulled after intake and before anything leaves, with the whole job. */
class IntakeBrakesTest {
    private static final long FIRST = 13_800_000_000L;

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private final PlayedApi api = PlayedApi.answering(ticker, Duration.ofMillis(100), Answers.accepted("1"));
    private LedgerOnDisk ledger;
    private JobOnDisk job;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 1 << 16, api, ticker);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** A file of so many callees, and rows that are rejected. */
    private Path file(String name, int callees, int rejected) throws IOException {
        StringBuilder rows = new StringBuilder("phone\n");
        LongStream.range(0, callees).forEach(n -> rows.append(FIRST + n).append('\n'));
        rows.append("none\n".repeat(rejected));
        return Files.writeString(folder.resolve(name), rows);
    }

    private RunEnd run(LimitsSettings limits, String label, Path file) {
        return run(limits, Target.SANDBOX, label, file);
    }

    private RunEnd run(LimitsSettings limits, Target target, String label, Path file) {
        return job.run(new RunRequest(JobOnDisk.campaign(limits), List.of(file), target, label, false, true));
    }

    private static LimitsSettings maxCallees(int most) {
        return new LimitsSettings(most, null, null, null, null, null);
    }

    private static LimitsSettings maxRejected(String most) {
        return new LimitsSettings(null, RejectLimit.parse(most), null, null, null, null);
    }

    private static LimitsSettings maxGrowth(String most) {
        return new LimitsSettings(null, null, GrowthLimit.parse(most), null, null, null);
    }

    @ParameterizedTest
    @CsvSource({"1199, PAUSED, 0", "1200, COMPLETED, 2", "1201, COMPLETED, 2"})
    void pausesARunWithMoreCalleesThanAllowed(int limit, RunState state, int submitted) throws IOException {
        RunEnd end = run(maxCallees(limit), "", file("a.csv", 1200, 3));
        assertThat(end.state()).isEqualTo(state);
        assertThat(api.sent()).hasSize(submitted);
    }

    @ParameterizedTest
    @CsvSource({"4, PAUSED", "5, COMPLETED", "6, COMPLETED", "4.9%, PAUSED", "5%, COMPLETED", "5.1%, COMPLETED"})
    void pausesARunWithMoreRejectsThanAllowed(String limit, RunState state) throws IOException {
        assertThat(run(maxRejected(limit), "", file("a.csv", 95, 5)).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"299, COMPLETED", "300, COMPLETED", "301, PAUSED"})
    void pausesARunThatGrewTooMuch(int callees, RunState state) throws IOException {
        run(LimitsSettings.NONE, "", file("before.csv", 100, 0));
        assertThat(run(maxGrowth("3x"), "grown", file("a.csv", callees, 0)).state())
                .isEqualTo(state);
    }

    @Test
    void comparesGrowthWithCompletedRunsOfTheSameTargetOnly() throws IOException {
        run(LimitsSettings.NONE, "", file("before.csv", 100, 0));
        run(maxCallees(1), "paused", file("paused.csv", 20, 0));

        assertThat(run(maxGrowth("1x"), Target.LIVE, "", file("a.csv", 500, 0)).state())
                .isEqualTo(RunState.COMPLETED);
        assertThat(run(maxGrowth("1x"), "again", file("b.csv", 101, 0)).message())
                .asString()
                .contains("limits.max-growth is 1x", "101 callees after 100 in run");
    }

    @Test
    void namesEveryLimitTheFiguresAndWhatToDo() throws IOException {
        run(LimitsSettings.NONE, "", file("before.csv", 100, 0));
        LimitsSettings all =
                new LimitsSettings(1_000, RejectLimit.parse("1%"), GrowthLimit.parse("2x"), null, null, null);
        RunEnd end = run(all, "again", file("a.csv", 1_200, 50));

        assertThat(end.message())
                .asString()
                .startsWith("limits.max-callees is 1,000 and the files have 1,200 callees; limits.max-rejected is 1%"
                        + " and 50 of 1,250 rows were rejected; limits.max-growth is 2x and the files have 1,200"
                        + " callees after 100 in run ")
                .endsWith(
                        "Nothing was submitted. If the files are right: raise the limit in the campaign file, or qianhu"
                                + " resume " + end.run() + "; then run the same command again");
        assertThat(job.runs.find(end.run()).orElseThrow().note()).isEqualTo(end.message());
        assertThat(pulled(end)).containsExactly(Brake.MAX_CALLEES, Brake.MAX_REJECTED, Brake.MAX_GROWTH);
        assertThat(job.runs.books(end.run()).lists(ListState.PENDING)).isEqualTo(2);
        assertThat(api.sent()).hasSize(1);
    }

    @Test
    void pausesAgainUntilAPersonReleasesItAndThenSubmitsEachNumberOnce() throws IOException {
        Path file = file("a.csv", 2_500, 0);
        RunEnd end = run(maxCallees(2_000), "", file);
        assertThat(run(maxCallees(2_000), "", file)).isEqualTo(end);
        assertThat(api.sent()).isEmpty();

        assertThat(ledger.brakes.brakes().release(end.run(), "li", ticker.now()))
                .hasSize(1);
        assertThat(run(maxCallees(2_000), "", file).state()).isEqualTo(RunState.COMPLETED);
        assertSubmittedOnce(2_500);
        assertThat(pulled(end)).isEmpty();
    }

    @Test
    void goesOnWhenTheLimitWasRaised() throws IOException {
        Path file = file("a.csv", 2_500, 0);
        RunEnd end = run(maxCallees(2_000), "", file);
        assertThat(pulled(end)).containsExactly(Brake.MAX_CALLEES);

        assertThat(run(maxCallees(2_500), "", file).state()).isEqualTo(RunState.COMPLETED);
        assertThat(pulled(end)).isEmpty();
        assertThat(ledger.brakes.brakes().released(end.run())).isEmpty();
        assertSubmittedOnce(2_500);
    }

    @Test
    void aReleaseOfOneLimitDoesNotReleaseAnother() throws IOException {
        Path file = file("a.csv", 90, 10);
        RunEnd end = run(maxCallees(10), "", file);
        ledger.brakes.brakes().release(end.run(), "li", ticker.now());

        assertThat(run(maxRejected("5"), "", file).message()).asString().startsWith("limits.max-rejected is 5");
        assertThat(pulled(end)).containsExactly(Brake.MAX_REJECTED);
    }

    @Test
    void aRunThatIsOnlyPreparedPausesToo() throws IOException {
        Path file = file("a.csv", 20, 0);
        RunEnd end = job.run(
                new RunRequest(JobOnDisk.campaign(maxCallees(10)), List.of(file), Target.SANDBOX, "", true, true));
        assertThat(end.state()).isEqualTo(RunState.PAUSED);
    }

    /** It would say that nothing was submitted. */
    @Test
    void doesNotLookAgainOnceSomethingWasSubmitted() throws IOException {
        Path file = file("a.csv", 2_500, 0);
        RunEnd end = run(LimitsSettings.NONE, "", file);
        ledger.jdbc
                .sql("update call_list set state = 'PENDING', doubts = 1 where run_id = ? and list_no = 3")
                .param(end.run())
                .update();
        ledger.sql("update batch_job_execution set status = 'STOPPED', exit_code = 'STOPPED'");
        ledger.sql("update run set state = 'STOPPED'");
        // Else the list's task would be found, of which this ledger does not know any more.
        api.forget();

        assertThat(run(maxCallees(10), "", file).state()).isEqualTo(RunState.COMPLETED);
    }

    private List<Brake> pulled(RunEnd end) {
        return ledger.brakes.brakes().pulled(end.run()).stream()
                .map(PulledBrake::brake)
                .toList();
    }

    private void assertSubmittedOnce(int callees) {
        long[] numbers = api.tasks().stream()
                .flatMapToLong(task -> LongStream.of(task.callees().nationals()))
                .sorted()
                .toArray();
        assertThat(numbers).isEqualTo(LongStream.range(FIRST, FIRST + callees).toArray());
    }
}
