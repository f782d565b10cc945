package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dyvms.Lookup;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.GroupedSync;
import io.qianhu.ledger.JdbcDecisions;
import io.qianhu.ledger.JdbcListStore;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What a run has come to when nobody works on it, and what settling and deciding make of it. */
class RunVerdictTest {
    private static final String RUN = "k3f9x2mq";
    private static final Instant LATER = LedgerOnDisk.NOW.plus(Duration.ofHours(2));

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private final PlayedApi api = PlayedApi.answering(ticker, Duration.ZERO, Answers.accepted("1"));
    private LedgerOnDisk ledger;

    @BeforeEach
    void begin() {
        ledger = new LedgerOnDisk(folder);
        ledger.begin(RUN);
        ledger.store(RUN, 3);
        ledger.intake.finish(RUN);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void theFirstThatIsTrueDecides() {
        assertThat(verdict().state()).as("a list is pending").isEqualTo(RunState.STOPPED);
        assertThat(verdict().message()).asString().contains("1 list is left", "run its command again");

        submit(Transition.REFUSE);
        assertThat(verdict().state()).as("a list is refused").isEqualTo(RunState.ATTENTION);

        ledger.store(RUN, 2, 2);
        assertThat(verdict().state()).as("others are pending beside it").isEqualTo(RunState.STOPPED);
        assertThat(verdict().message()).asString().contains("2 lists are left");

        ledger.brakes.brakes().pull(RUN, Brake.FIRST_LIST, Message.text("look at the account"), LATER);
        assertThat(verdict()).isEqualTo(new RunEnd(RUN, RunState.PAUSED, false, Message.text("look at the account")));

        ledger.sql("update run set rows_read = rows_read + 1");
        assertThat(verdict().state()).as("books that do not balance").isEqualTo(RunState.FAILED);
    }

    @Test
    void aRunWhoseFilesAreNotReadToTheirEndIsNotAtItsEnd() {
        submit(Transition.ACCEPT);
        ledger.sql("update run set intake_done = false");

        assertThat(verdict().state()).isEqualTo(RunState.STOPPED);
        assertThat(verdict().message())
                .asString()
                .contains("its files are not read to their end", "run its command again");
    }

    @Test
    void everyListAcceptedIsTheEnd() {
        submit(Transition.ACCEPT);

        assertThat(verdict()).isEqualTo(new RunEnd(RUN, RunState.COMPLETED, false, Message.NONE));
    }

    /** One list on the other contract of the account: nobody was called, and nothing is left to settle. */
    @Test
    void settlingDoesNotEndARunThatABrakeHolds() {
        submit(Transition.ACCEPT);
        pause();

        RunEnd end = settle();

        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(run().state()).isEqualTo(RunState.PAUSED);
        assertThat(run().note()).asString().isEqualTo("look at the account");
    }

    @Test
    void settlingLeavesARunAloneThatIsAtItsEnd() {
        submit(Transition.ACCEPT);
        ledger.runs.mark(RUN, RunState.COMPLETED, null, LedgerOnDisk.NOW);

        assertThat(settle().state()).isEqualTo(RunState.COMPLETED);
        assertThat(run().finishedAt()).isEqualTo(LedgerOnDisk.NOW);
    }

    /** A person who decides about it later is not to decide against what the API shows. */
    @Test
    void settlingLooksAfterAListThatIsHeldForAnUnknownCode() {
        submit(Transition.HOLD_UNRECOGNISED);
        ledger.runs.mark(RUN, RunState.ATTENTION, null, LedgerOnDisk.NOW);
        api.lookups(name -> api.listed(List.of(new Lookup.ListedTask("4711", name, "RUNNING", null, 3))));

        assertThat(settle().state()).isEqualTo(RunState.ATTENTION);

        assertThat(ledger.lists.undecided(RUN, 1))
                .hasValueSatisfying(held -> assertThat(held.seenTaskId()).isEqualTo("4711"));
    }

    /** Between the look at the run and the lease another process may have brought it to its end. */
    @Test
    void settlingJudgesTheRunAsItIsWhenItIsOwned() {
        submit(Transition.ACCEPT);
        ledger.sql("update run set intake_done = false");
        Run before = run();
        ledger.intake.finish(RUN);
        ledger.runs.mark(RUN, RunState.COMPLETED, null, LedgerOnDisk.NOW);

        assertThat(settle(before, ledger.lists).state()).isEqualTo(RunState.COMPLETED);

        assertThat(run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(run().finishedAt()).isEqualTo(LedgerOnDisk.NOW);
    }

    @Test
    void settlingFailsWithAMessageWhenTheLedgerCannotBeForced() {
        ledger.intend(ledger.lists.pending(RUN, 1).get(0));
        DiskSync broken = new GroupedSync(() -> {
            throw new IllegalStateException("as planned");
        });

        RunEnd end = settle(
                run(),
                new JdbcListStore(ledger.jdbc, new JdbcTransactionManager(ledger.dataSource), ledger.leases, broken));

        assertThat(end.state()).isEqualTo(RunState.FAILED);
        assertThat(end.message()).asString().contains("could not be forced to the disk", "run the same command again");
    }

    @Test
    void decidingDoesNotEndARunThatABrakeHolds() {
        submit(Transition.REFUSE);
        pause();

        decide(Resolution.ABANDON);

        assertThat(run().state()).isEqualTo(RunState.PAUSED);
    }

    @Test
    void theLastDecisionEndsARun() {
        submit(Transition.REFUSE);
        ledger.runs.mark(RUN, RunState.ATTENTION, null, LedgerOnDisk.NOW);

        decide(Resolution.ABANDON);

        assertThat(run().state()).isEqualTo(RunState.COMPLETED);
        assertThat(run().finishedAt()).isEqualTo(LATER);
    }

    private void pause() {
        ledger.brakes.brakes().pull(RUN, Brake.FIRST_LIST, Message.text("look at the account"), LATER);
        ledger.runs.mark(RUN, RunState.PAUSED, Message.text("look at the account"), null);
    }

    private void submit(Transition answer) {
        ListRef list = ledger.lists.pending(RUN, 1).get(0);
        ledger.submit(list, answer);
    }

    private RunEnd verdict() {
        return new RunVerdict(ledger.runs, ledger.brakes.brakes()).of(run());
    }

    private RunEnd settle() {
        return settle(run(), ledger.lists);
    }

    private RunEnd settle(Run run, ListStore lists) {
        ledger.giveBack(RUN);
        return new RunSettler(
                        ledger.runs,
                        lists,
                        ledger.leases,
                        api,
                        new DispatcherSettings(
                                Duration.ofMinutes(31),
                                Duration.ofMinutes(5),
                                5,
                                5,
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(2),
                                Duration.ofMinutes(1)),
                        ticker,
                        ledger.brakes.brakes(),
                        new JdbcDecisions(
                                ledger.jdbc,
                                new JdbcTransactionManager(ledger.dataSource),
                                ledger.leases,
                                DiskSync.NONE))
                .settle(run, true, new StopSignal(), new Progress());
    }

    private void decide(Resolution resolution) {
        ledger.giveBack(RUN);
        new RunDecisions(
                        new JdbcDecisions(
                                ledger.jdbc,
                                new JdbcTransactionManager(ledger.dataSource),
                                ledger.leases,
                                DiskSync.NONE),
                        ledger.runs,
                        ledger.leases,
                        ledger.brakes.brakes(),
                        ledger.lists,
                        api)
                .decide(run(), 1, new Decision(resolution, null, "wang.li", "", LATER), Duration.ofMinutes(31));
    }

    private Run run() {
        return ledger.runs.find(RUN).orElseThrow();
    }
}
