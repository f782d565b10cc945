package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.LimitsSettings;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.PlayedApi.Play;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** {@code limits.canary} with the whole job: 2,050 callees in lists of 50, 1,000 and 1,000. */
class CanaryTest {
    private static final long FIRST = 13_800_000_000L;
    private static final int CALLEES = 2_050;
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final Duration WAIT = Duration.ofMinutes(30);

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private IntFunction<Play> plays = n -> Play.of(LATENCY, Answers.accepted("task " + n));
    private int requests;
    private final PlayedApi api = new PlayedApi(ticker, task -> plays.apply(++requests));
    private LedgerOnDisk ledger;
    private JobOnDisk job;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = job(new JdbcTransactionManager(ledger.dataSource));
        file = file(CALLEES);
    }

    private JobOnDisk job(JdbcTransactionManager transactions) throws Exception {
        return new JobOnDisk(ledger, transactions, 256, api, ticker);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Path file(int callees) throws IOException {
        StringBuilder rows = new StringBuilder("phone\n");
        LongStream.range(0, callees).forEach(n -> rows.append(FIRST + n).append('\n'));
        return Files.writeString(folder.resolve(callees + ".csv"), rows);
    }

    private RunRequest request(@Nullable Duration wait, Path input) {
        return new RunRequest(
                JobOnDisk.campaign(new LimitsSettings(null, null, null, null, 50, wait)),
                List.of(input),
                Target.SANDBOX,
                "",
                false,
                true);
    }

    private RunEnd run(@Nullable Duration wait) {
        return job.run(request(wait, file));
    }

    private List<Integer> sizesSent() {
        return api.sent().stream().map(sent -> sent.task().callees().size()).toList();
    }

    @Test
    void pausesWhenTheFirstListWasAccepted() {
        RunEnd end = run(null);

        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(end.message())
                .asString()
                .matches(
                        "limits.canary: list 1 of 50 callees \\(task spring-.*-0001, id task 1\\) was accepted; look at its"
                                + " calls. Nothing else was submitted. When the others may follow: qianhu resume "
                                + end.run()
                                + ", then run the same command again");
        assertThat(sizesSent()).containsExactly(50);
        assertThat(ledger.brakes.brakes().pulled(end.run()))
                .singleElement()
                .satisfies(pulled -> assertThat(pulled.brake()).isEqualTo(Brake.CANARY));
    }

    @Test
    void pausesAgainUntilAPersonReleasesItAndThenSubmitsEachNumberOnce() {
        RunEnd end = run(null);
        assertThat(run(null)).isEqualTo(end);
        assertThat(sizesSent()).containsExactly(50);

        release(end);
        assertThat(run(null).state()).isEqualTo(RunState.COMPLETED);
        assertThat(sizesSent()).containsExactly(50, 1_000, 1_000);
        assertSubmittedOnce();
    }

    @Test
    void goesOnByItselfAfterTheWait() {
        RunEnd end = run(WAIT);

        assertThat(end.state()).isEqualTo(RunState.COMPLETED);
        assertThat(ledger.brakes.brakes().pulled(end.run())).isEmpty();
        assertThat(sizesSent()).containsExactly(50, 1_000, 1_000);
        assertThat(api.sent().get(1).signedAt())
                .isBetween(
                        HandTicker.START.plus(LATENCY).plus(WAIT),
                        HandTicker.START.plus(LATENCY).plus(WAIT).plusSeconds(2));
    }

    @Test
    void endsAndSaysWhenItGoesOnWhereItIsNotToWait() {
        RunRequest request = request(WAIT, file);
        RunRequest noWait =
                new RunRequest(request.campaign(), request.files(), request.target(), request.label(), false, false);
        RunEnd end = job.run(noWait);

        assertThat(end.state()).isEqualTo(RunState.STOPPED);
        assertThat(end.goesOn()).contains(HandTicker.START.plus(LATENCY).plus(WAIT));
        assertThat(end.message())
                .asString()
                .endsWith("at once: qianhu resume " + end.run() + "; run the same command again then");
        assertThat(ticker.passed()).isLessThan(Duration.ofSeconds(10));
        assertThat(sizesSent()).containsExactly(50);

        ticker.pass(WAIT);
        assertThat(job.run(noWait).state()).isEqualTo(RunState.COMPLETED);
        assertSubmittedOnce();
    }

    @Test
    void doesNotWaitAnewAfterARestart() {
        StopSignal stop = new StopSignal();
        ticker.after(Duration.ofMinutes(20), () -> {
            stop.stop(StopSignal.Cause.REQUEST, Message.text("asked for"));
            ticker.signal();
        });
        assertThat(job.run(request(WAIT, file), stop).state()).isEqualTo(RunState.STOPPED);
        assertThat(ticker.passed()).isLessThan(Duration.ofMinutes(20).plusSeconds(2));
        assertThat(sizesSent()).containsExactly(50);

        ticker.pass(Duration.ofMinutes(5));
        assertThat(run(WAIT).state()).isEqualTo(RunState.COMPLETED);
        Instant waited = HandTicker.START.plus(WAIT);
        assertThat(api.sent().get(1).signedAt()).isBetween(waited, waited.plusSeconds(3));
    }

    @Test
    void goesOnAtOnceWhenItIsReleasedWhileItWaits() {
        ticker.after(Duration.ofMinutes(10), () -> {
            String run = ledger.runs.all().get(0).id();
            assertThat(ledger.brakes.brakes().release(run, "li", ticker.now()))
                    .singleElement()
                    .satisfies(pulled -> assertThat(pulled.message())
                            .asString()
                            .contains("wait until 2026-03-02T01:30:00Z", "qianhu resume " + run));
        });
        assertThat(run(WAIT).state()).isEqualTo(RunState.COMPLETED);
        assertThat(ticker.passed()).isLessThan(Duration.ofMinutes(10).plusSeconds(5));
    }

    @Test
    void pausesWaitOrNotWhenTheFirstListWasRefused() {
        plays = n -> Play.of(LATENCY, n == 1 ? Answers.refused("isv.BAD") : Answers.accepted("1"));
        RunEnd end = run(WAIT);
        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(end.message()).asString().contains("list 1 of 50 callees", "was refused by the API");
        assertThat(sizesSent()).containsExactly(50);

        release(end);
        assertThat(run(WAIT).state()).isEqualTo(RunState.ATTENTION);
        assertThat(sizesSent()).containsExactly(50, 1_000, 1_000);
    }

    @Test
    void pausesWhenTheFirstListIsHeld() {
        plays = n -> Play.of(LATENCY, n == 1 ? Answers.unrecognised() : Answers.accepted("1"));
        assertThat(run(null).state()).isEqualTo(RunState.FAILED);
        RunEnd end = run(null);
        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(end.message()).asString().contains("is held");
        assertThat(sizesSent()).containsExactly(50);
    }

    @Test
    void settlesAnUnconfirmedFirstListBeforeAnythingElse() {
        plays = n -> new Play(LATENCY, true, Duration.ofMinutes(3), LATENCY, Answers.unconfirmed());
        RunEnd end = run(null);

        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(end.message()).asString().contains("was accepted");
        assertThat(sizesSent()).containsExactly(50);
    }

    @Test
    void submitsAFirstListThatWasProvedAbsentOnceMoreAndNoOther() {
        plays = n -> n == 1
                ? new Play(LATENCY, false, Duration.ZERO, LATENCY, Answers.unconfirmed())
                : Play.of(LATENCY, Answers.accepted("1"));
        assertThat(run(null).state()).isEqualTo(RunState.PAUSED);
        assertThat(sizesSent()).containsExactly(50, 50);
        assertThat(ticker.passed()).isGreaterThan(DispatcherSettings.SAFE_SETTLE_AFTER);
    }

    @Test
    void aThrottledFirstListGoesAgainBeforeTheOthers() {
        plays = n -> Play.of(LATENCY, n < 3 ? Answers.throttled() : Answers.accepted("1"));
        assertThat(run(null).state()).isEqualTo(RunState.PAUSED);
        assertThat(sizesSent()).containsExactly(50, 50, 50);
    }

    @Test
    void holdsAfterTheProcessDiedWithTheFirstListInFlight() {
        RunEnd end = run(null);
        ledger.sql("update call_list set state = 'SUBMITTING' where list_no = 1");
        ledger.sql("update run set state = 'INTERRUPTED'");

        assertThat(run(null).state()).isEqualTo(RunState.PAUSED);
        assertThat(job.runs.books(end.run()).lists(ListState.ACCEPTED)).isEqualTo(1);
        assertThat(sizesSent()).containsExactly(50);
    }

    @Test
    void aRunOfOneListHasNothingToHoldBack() throws IOException {
        assertThat(job.run(request(null, file(50))).state()).isEqualTo(RunState.COMPLETED);
        assertThat(job.run(request(null, file(51))).state()).isEqualTo(RunState.PAUSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 14, 20, 24, 26, 28, 30, 32})
    void cutsTheFirstListOnceWhereverIntakeFails(int commit) throws Exception {
        FailingCommits commits = new FailingCommits(ledger.dataSource, FailingCommits.Failure.DEAD);
        job = job(commits);
        commits.failAt(commit);
        try {
            run(null);
        } catch (RuntimeException died) {
            assertThat(commits.failed()).isTrue();
        }
        commits.heal();
        job.runs.markInterrupted();

        RunEnd end = run(null);
        assertThat(end.state()).as(end.message().english()).isEqualTo(RunState.PAUSED);
        List<Integer> sizes = new ArrayList<>();
        job.intake.eachList(end.run(), callees -> sizes.add(callees.size()));
        assertThat(sizes).containsExactly(50, 1_000, 1_000);
    }

    private void release(RunEnd end) {
        assertThat(ledger.brakes.brakes().release(end.run(), "li", ticker.now()))
                .hasSize(1);
    }

    private void assertSubmittedOnce() {
        long[] numbers = api.tasks().stream()
                .flatMapToLong(task -> LongStream.of(task.callees().nationals()))
                .sorted()
                .toArray();
        assertThat(numbers).isEqualTo(LongStream.range(FIRST, FIRST + CALLEES).toArray());
    }
}
