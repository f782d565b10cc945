package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dyvms.Answer;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.Cancellation;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.JdbcDecisions;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** {@code pause} and {@code cancel}, with the whole job and with runs that nobody works on. */
class RunOrdersTest {
    private static final long FIRST = 13_800_000_000L;
    private static final int LISTS = 40;
    private static final String BY = "wang.li";

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private IntFunction<PlayedApi.Play> plays =
            n -> PlayedApi.Play.of(Duration.ofMillis(100), Answers.accepted("task " + n));
    private int requests;
    private final PlayedApi api = new PlayedApi(ticker, task -> plays.apply(++requests));
    private final StopSignal all = new StopSignal();
    private LedgerOnDisk ledger;
    private JobOnDisk job;
    private RunLegs legs;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = job(1 << 16);
        file = file("numbers.csv", LISTS * 1_000);
        legs = new RunLegs(job.runs, ledger.brakes.brakes(), all, ticker);
    }

    private JobOnDisk job(int blockBytes) throws Exception {
        return new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), blockBytes, api, ticker);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Path file(String name, int callees) throws IOException {
        StringBuilder rows = new StringBuilder("phone\n");
        LongStream.range(0, callees).forEach(n -> rows.append(FIRST + n).append('\n'));
        return Files.writeString(folder.resolve(name), rows);
    }

    private RunRequest request() {
        return new RunRequest(JobOnDisk.CAMPAIGN, List.of(file), Target.SANDBOX, "", false, true);
    }

    private RunEnd run() {
        legs = new RunLegs(job.runs, ledger.brakes.brakes(), all, ticker);
        return legs.run(
                job.opener.open(request()).plan(),
                false,
                (plan, stop) -> job.runner.run(plan, stop, new Progress()),
                end -> {});
    }

    private Run only() {
        return ledger.runs.all().get(0);
    }

    private Books books() {
        return ledger.runs.books(only().id());
    }

    private String pause() {
        return job.orders.pause(only().id(), BY, ticker.now(), legs).text().english();
    }

    private String cancel(RunOrders.Work work) {
        return ordersCancelled(BY, "wrong script", work).text().english();
    }

    private RunOrders.Obeyed ordersCancelled(String by, String reason, RunOrders.Work work) {
        return job.orders.cancel(only().id(), new Cancellation(by, reason, ticker.now()), work);
    }

    private static boolean nobody(String run, StopSignal.Cause cause, Message message) {
        return false;
    }

    private void resume() {
        assertThat(new BrakeRelease(ledger.brakes.brakes(), ledger.runs, ledger.leases)
                        .release(only(), "zhao", ticker.now()))
                .hasSize(1);
    }

    @Test
    void aPauseEndsTheWorkAndHoldsTheRunUntilItIsResumed() {
        ticker.after(Duration.ofMillis(500), () -> assertThat(pause()).contains("stops at its next list"));
        RunEnd end = run();
        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(end.message()).asString().contains("paused by wang.li at 2026-03-02T01:00:00Z", "qianhu resume");
        int sent = api.sent().size();
        assertThat(sent).isBetween(1, LISTS - 1);
        assertThat(books().lists(ListState.SUBMITTING)).isZero();

        assertThat(run().state()).as("the same command").isEqualTo(RunState.PAUSED);
        assertThat(api.sent()).hasSize(sent);
        assertThat(only().state()).isEqualTo(RunState.PAUSED);

        resume();
        assertThat(run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(api.tasks()).hasSize(LISTS);
        assertThat(api.sentNames()).doesNotHaveDuplicates();
    }

    @Test
    void aRunThatNobodyWorksOnIsPausedToo() {
        ticker.after(
                Duration.ofMillis(500),
                () -> legs.interrupt(only().id(), StopSignal.Cause.REQUEST, Message.text("stop")));
        assertThat(run().state()).isEqualTo(RunState.STOPPED);

        assertThat(pause()).contains("is paused until");
        assertThat(only().state()).isEqualTo(RunState.PAUSED);
        assertThat(only().note()).asString().contains("paused by wang.li");
        assertThat(run().state()).isEqualTo(RunState.PAUSED);

        resume();
        assertThat(pause()).as("once more after it was released").contains("is paused until");
        assertThat(run().state()).isEqualTo(RunState.PAUSED);
    }

    /** Who has released it was told that it goes on. */
    @Test
    void aRunThatIsResumedWhileItEndsGoesOnByItself() {
        ticker.after(Duration.ofMillis(500), () -> {
            pause();
            release();
        });
        assertThat(run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(api.tasks()).hasSize(LISTS);
        assertThat(api.sentNames()).doesNotHaveDuplicates();
    }

    private void release() {
        assertThat(ledger.brakes.brakes().release(only().id(), "zhao", ticker.now()))
                .isNotEmpty();
    }

    /** A stop that came in between ends it all the same, whichever of the two came first. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunThatIsResumedWhileItEndsDoesNotOutliveAStop(boolean stopFirst) {
        ticker.after(Duration.ofMillis(500), () -> {
            if (stopFirst) {
                all.stop(StopSignal.Cause.REQUEST, Message.text("stopped by request"));
            }
            pause();
            release();
            all.stop(StopSignal.Cause.REQUEST, Message.text("stopped by request"));
        });
        assertThat(run().state()).isEqualTo(RunState.STOPPED);
        assertThat(api.sent()).hasSizeBetween(1, LISTS - 1);
    }

    /** The brake goes when the run has looked for the last time, in the moment in which it is marked. */
    @Test
    void aRunThatIsReleasedWhileItIsMarkedIsNotLeftPausedWithNothingToRelease() {
        ledger.sql("create trigger released after update on run for each row call '" + ReleasedAtTheMark.class.getName()
                + "'");
        StopSignal stop = new StopSignal();
        ticker.after(Duration.ofMillis(500), () -> {
            ledger.brakes.brakes().pause(only().id(), Message.text("paused"), ticker.now());
            stop.stop(StopSignal.Cause.PAUSE, Message.text("paused"));
        });
        assertThat(job.run(request(), stop).state()).isEqualTo(RunState.STOPPED);
        assertThat(only().state()).isEqualTo(RunState.STOPPED);
        assertThat(run().state()).isEqualTo(RunState.COMPLETED);
    }

    /** Somebody releases whatever holds a run that becomes paused. */
    public static final class ReleasedAtTheMark implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            if (Arrays.asList(after).contains(RunState.PAUSED.name())) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("delete from brake_pull");
                }
            }
        }
    }

    @Test
    void aRunThatIsPausedAgainAfterItWasReleasedIsPaused() {
        ticker.after(Duration.ofMillis(500), () -> {
            pause();
            release();
            pause();
        });
        assertThat(run().state()).isEqualTo(RunState.PAUSED);
    }

    @Test
    void aCancelledRunKeepsWhatWasAcceptedAndGivesUpTheRest() {
        ticker.after(Duration.ofMillis(500), () -> assertThat(cancel(legs)).contains("ends at its next list"));
        RunEnd end = run();

        assertThat(end.state()).isEqualTo(RunState.COMPLETED);
        assertThat(end.message()).asString().isEqualTo("cancelled by wang.li: wrong script");
        Books books = books();
        assertThat(books.balanced()).isTrue();
        assertThat(books.lists(ListState.ACCEPTED))
                .isEqualTo(api.tasks().size())
                .isBetween(1L, LISTS - 1L);
        assertThat(books.lists(ListState.ACCEPTED) + books.lists(ListState.ABANDONED))
                .isEqualTo(LISTS);
        assertThat(only().cancelled())
                .isEqualTo(new Cancellation(BY, "wrong script", HandTicker.START.plusMillis(500)));
        assertThat(only().finishedAt()).isNotNull();

        int sent = api.sent().size();
        assertThat(job.opener.open(request()).alreadyCompleted()).isTrue();
        assertThat(run().state()).as("even if somebody runs it").isEqualTo(RunState.COMPLETED);
        assertThat(api.sent()).hasSize(sent);
    }

    /** The third request makes a task and its answer is lost, the fourth makes none and its answer is lost too. */
    @Test
    void whatIsUnconfirmedIsLookedUpAndNeverGivenUpUnseen() {
        plays = n -> new PlayedApi.Play(
                Duration.ofMillis(50),
                n != 4,
                Duration.ZERO,
                Duration.ofMillis(100),
                n == 3 || n == 4 ? Answers.unconfirmed() : Answers.accepted("task " + n));
        ticker.after(Duration.ofMillis(900), () -> {
            cancel(legs);
            assertThat(books().lists(ListState.UNCONFIRMED)).isEqualTo(2);
        });
        RunEnd end = run();

        assertThat(end.state()).as(() -> end.message().english()).isEqualTo(RunState.COMPLETED);
        assertThat(ticker.passed()).as("absence takes its time").isGreaterThan(DispatcherSettings.SAFE_SETTLE_AFTER);
        Books books = books();
        assertThat(books.balanced()).isTrue();
        assertThat(books.lists(ListState.ACCEPTED)).isEqualTo(api.tasks().size());
        assertThat(books.lists(ListState.UNCONFIRMED)).isZero();
        assertThat(books.lists(ListState.ABANDONED))
                .isEqualTo(LISTS - api.tasks().size());
        assertThat(api.sentNames()).doesNotHaveDuplicates();
        assertThat(api.sent()).hasSize(api.tasks().size() + 1);
    }

    @Test
    void aRunThatNobodyWorksOnIsCancelledAndItsDoubtsStay() {
        Answer lost = Answers.unconfirmed();
        plays = n -> PlayedApi.Play.of(Duration.ofMillis(100), n == 1 ? lost : Answers.accepted("task " + n));
        ticker.after(
                Duration.ofMillis(500),
                () -> legs.interrupt(only().id(), StopSignal.Cause.REQUEST, Message.text("stop")));
        run();

        assertThat(cancel(RunOrdersTest::nobody)).contains("is STOPPED", "lists are given up", "qianhu settle");
        assertThat(books().lists(ListState.PENDING)).isZero();
        assertThat(books().lists(ListState.UNCONFIRMED)).isOne();
        assertThat(books().balanced()).isTrue();

        int sent = api.sent().size();
        assertThat(run().state()).as("the same command settles").isEqualTo(RunState.COMPLETED);
        assertThat(api.sent()).hasSize(sent);
        assertThat(books().lists(ListState.UNCONFIRMED)).isZero();
    }

    /** The process that took the order died before it did anything about it. */
    @Test
    void aCancellationThatWasLeftHalfDoneIsCompletedByTheSameWordAndKeepsWhoSaidItFirst() {
        plays = n -> PlayedApi.Play.of(
                Duration.ofMillis(100), n == 1 ? Answers.unconfirmed() : Answers.accepted("task " + n));
        ticker.after(Duration.ofMillis(500), this::pause);
        assertThat(run().state()).isEqualTo(RunState.PAUSED);
        Cancellation first = new Cancellation(BY, "wrong script", ticker.now());
        job.runs.cancel(only().id(), first);
        ticker.pass(Duration.ofHours(1));

        RunOrders.Obeyed again = ordersCancelled("zhao", "another reason", RunOrdersTest::nobody);

        assertThat(again.text())
                .asString()
                .contains(
                        "is STOPPED",
                        "lists are given up",
                        "qianhu settle",
                        "it was cancelled by wang.li: wrong script at")
                .doesNotContain("zhao", "another reason");
        assertThat(again.toReport()).isTrue();
        assertThat(only().cancelled()).isEqualTo(first);
        assertThat(books().lists(ListState.PENDING)).isZero();
        assertThat(books().lists(ListState.UNCONFIRMED)).isOne();

        assertThat(run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(ordersCancelled("zhao", "", RunOrdersTest::nobody))
                .as("nothing is left but its reports")
                .satisfies(third -> {
                    assertThat(third.text()).asString().startsWith("is COMPLETED; it was cancelled by wang.li");
                    assertThat(third.toReport()).isTrue();
                });
        assertThat(only().cancelled()).isEqualTo(first);
        assertThat(books().balanced()).isTrue();
    }

    /** What is unconfirmed is looked up; the same word once more must not end that. */
    @Test
    void aCancelledRunThatIsBeingSettledGoesOnSettlingWhenItIsCancelledOnceMore() {
        plays = n -> new PlayedApi.Play(
                Duration.ofMillis(50),
                n != 4,
                Duration.ZERO,
                Duration.ofMillis(100),
                n == 4 ? Answers.unconfirmed() : Answers.accepted("task " + n));
        ticker.after(
                Duration.ofMillis(900),
                () -> assertThat(ordersCancelled(BY, "", legs).toReport())
                        .as("the run writes them at its end")
                        .isFalse());
        ticker.after(Duration.ofMinutes(10), () -> assertThat(cancel(legs)).contains("cancelled by wang.li at"));
        RunEnd end = run();

        assertThat(end.state()).as(() -> end.message().english()).isEqualTo(RunState.COMPLETED);
        assertThat(ticker.passed()).isGreaterThan(DispatcherSettings.SAFE_SETTLE_AFTER);
        assertThat(books().lists(ListState.UNCONFIRMED)).isZero();
    }

    @Test
    void theRestOfTheFilesIsNeverReadAndTheBooksBalance() throws Exception {
        job = job(256);
        AtomicInteger looks = new AtomicInteger();
        StopSignal stop = new StopSignal(() -> looks.incrementAndGet() > 3
                ? Optional.of(new StopSignal.Stop(StopSignal.Cause.REQUEST, Message.text("stop")))
                : Optional.empty());
        assertThat(job.run(request(), stop).state()).isEqualTo(RunState.STOPPED);
        assertThat(only().intakeDone()).isFalse();
        assertThat(books().openCallees()).as("a list that is not full").isPositive();
        long read = books().rowsRead();
        assertThat(read).isBetween(1L, LISTS * 1_000L - 1);

        assertThat(cancel(RunOrdersTest::nobody)).contains("is COMPLETED", "not read to their end");

        Books books = books();
        assertThat(books.rowsRead()).isEqualTo(read);
        assertThat(books.balanced()).isTrue();
        assertThat(books.openCallees()).isZero();
        assertThat(books.callees(ListState.ABANDONED)).isEqualTo(read);
        assertThat(job.opener.open(request()).alreadyCompleted()).isTrue();
        assertThat(run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(books().rowsRead()).isEqualTo(read);
        assertThat(api.sent()).isEmpty();
    }

    @Test
    void aBrakeDoesNotOutliveACancellation() {
        ticker.after(Duration.ofMillis(500), this::pause);
        run();
        assertThat(cancel(RunOrdersTest::nobody)).contains("is COMPLETED");
        assertThat(ledger.brakes.brakes().pulled(only().id()))
                .extracting(pulled -> pulled.brake())
                .contains(Brake.PAUSE);
        assertThat(job.opener.open(request()).alreadyCompleted()).isTrue();
    }

    @Test
    void whatIsRefusedOrHeldIsLeftForAPersonWhoMayNotSubmitItAgain() {
        plays = n -> PlayedApi.Play.of(
                Duration.ofMillis(100), n == 3 ? Answers.refused("isv.EXAMPLE") : Answers.accepted("task " + n));
        ticker.after(Duration.ofSeconds(1), () -> cancel(legs));
        assertThat(run().state()).isEqualTo(RunState.ATTENTION);

        RunDecisions decisions = new RunDecisions(
                new JdbcDecisions(ledger.jdbc, ledger.transactions(), ledger.leases, DiskSync.NONE),
                ledger.runs,
                ledger.leases,
                ledger.brakes.brakes(),
                ledger.lists,
                api);
        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decisions.decide(
                        only(), 3, decision(Resolution.RESUBMIT), DispatcherSettings.SAFE_SETTLE_AFTER))
                .withMessageContaining("cancelled by wang.li: wrong script");
        decisions.decide(only(), 3, decision(Resolution.ABANDON), DispatcherSettings.SAFE_SETTLE_AFTER);
        assertThat(only().state()).isEqualTo(RunState.COMPLETED);
        assertThat(only().note()).asString().contains("cancelled by wang.li");
    }

    private Decision decision(Resolution resolution) {
        return new Decision(resolution, null, "zhao", "", ticker.now());
    }

    /** All rows are read, and the files are looked at once more; what was read before is not sealed unseen. */
    @Test
    void aStopThatComesWhileTheFilesAreLookedAtOnceMoreSealsNothing() {
        StopSignal stop = new StopSignal(() -> StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getClassName().equals(InputUnchanged.class.getName())))
                ? Optional.of(new StopSignal.Stop(StopSignal.Cause.REQUEST, Message.text("stop")))
                : Optional.empty());
        assertThat(job.run(request(), stop).state()).isEqualTo(RunState.STOPPED);
        assertThat(books().rowsRead()).isEqualTo(LISTS * 1_000L);
        assertThat(only().intakeDone()).isFalse();

        assertThat(run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(api.tasks()).hasSize(LISTS);
        assertThat(books().balanced()).isTrue();
    }

    @Test
    void refusesWhereThereIsNothingToDo() {
        run();
        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(this::pause)
                .withMessageContaining("is COMPLETED and has nothing left to do");
        assertThatExceptionOfType(DecisionRefused.class).isThrownBy(() -> cancel(legs));
        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> job.orders.pause("nosuchru", BY, ticker.now(), legs))
                .withMessageContaining("there is no run nosuchru");
        assertThat(only().cancelled()).isNull();
        assertThat(ledger.brakes.brakes().pulled(only().id())).isEmpty();
    }
}
