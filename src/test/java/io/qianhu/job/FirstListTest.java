package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.DispatchSettings;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.campaign.RecallSettings;
import io.qianhu.campaign.TaskSettings;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.PlayedApi.Play;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dyvms.Lookup;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.JdbcDecisions;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.RunLease;
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
import org.springframework.jdbc.support.JdbcTransactionManager;

/** {@code dispatch.verify-first-list} with the whole job, at many places in flight. */
class FirstListTest {
    private static final long FIRST = 13_800_000_000L;
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private IntFunction<Play> plays = n -> Play.of(LATENCY, Answers.accepted("task " + n));
    private int requests;
    private final PlayedApi api = new PlayedApi(ticker, task -> plays.apply(++requests));
    private final List<Integer> sentAtLookup = new ArrayList<>();
    private @Nullable RecallSettings recall;
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

    private RunRequest request(int callees, boolean verify) throws IOException {
        StringBuilder rows = new StringBuilder("phone\n");
        LongStream.range(0, callees).forEach(n -> rows.append(FIRST + n).append('\n'));
        Path file = Files.writeString(folder.resolve(callees + ".csv"), rows);
        DispatchSettings usual = JobOnDisk.CAMPAIGN.dispatch();
        Campaign campaign = new Campaign(
                JobOnDisk.CAMPAIGN.name(),
                JobOnDisk.CAMPAIGN.input(),
                JobOnDisk.CAMPAIGN.numbers(),
                new TaskSettings("spring", 1, null, false, false, recall),
                new DispatchSettings(
                        usual.launch(),
                        usual.rate(),
                        usual.inFlight(),
                        usual.window(),
                        usual.days(),
                        usual.holidays(),
                        usual.zone(),
                        verify,
                        false),
                LimitsSettings.NONE);
        return new RunRequest(campaign, List.of(file), Target.SANDBOX, "", false, true);
    }

    private RunEnd run(int callees) throws IOException {
        return job.run(request(callees, true));
    }

    /** Every lookup is answered by this; the number of requests before it is kept. */
    private void lookups(IntFunction<Lookup> answers) {
        api.lookups(name -> {
            sentAtLookup.add(requests);
            return answers.apply(sentAtLookup.size());
        });
    }

    private static Lookup listed(String id, long totalCount) {
        return listed(List.of(new Lookup.ListedTask(id, "name", "RUNNING", null, totalCount)));
    }

    private static Lookup listed(List<Lookup.ListedTask> tasks) {
        return new Lookup.Listed(tasks, Instant.EPOCH, true);
    }

    private void assertPausedAfterOneList(RunEnd end, String why) {
        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(end.message())
                .asString()
                .startsWith("List 1 of run " + end.run() + " (task spring-" + end.run()
                        + "-0001, id task 1) was submitted" + " with 1000 callees, and " + why)
                .endsWith("Nothing more was submitted. If the account is in order: qianhu resume " + end.run()
                        + ", then run the same command again");
        assertThat(requests).isEqualTo(1);
        assertThat(ledger.brakes.brakes().pulled(end.run()))
                .singleElement()
                .satisfies(pulled -> assertThat(pulled.brake()).isEqualTo(Brake.FIRST_LIST));
    }

    @Test
    void asksOnceForACampaignAndAnAccountBeforeTheSecondListLeaves() throws IOException {
        lookups(n -> listed("task 1", 1000));
        assertThat(run(5_000).state()).isEqualTo(RunState.COMPLETED);
        assertThat(run(4_000).state()).isEqualTo(RunState.COMPLETED);
        assertThat(sentAtLookup).containsExactly(1);
        assertThat(requests).isEqualTo(9);
    }

    @Test
    void pausesWhenTheApiListsAnotherNumberOfCallees() throws IOException {
        lookups(n -> listed("task 1", 0));
        assertPausedAfterOneList(
                run(5_000), "the API lists the task with 0: the account seems to be on the other contract");
        assertThat(ticker.passed()).isBetween(PATIENCE, PATIENCE.plusSeconds(5));
        assertThat(sentAtLookup).hasSizeBetween(8, 12).containsOnly(1);
    }

    @Test
    void oneCalleeMoreOrLessIsAnotherNumber() throws IOException {
        lookups(n -> listed("task 1", n % 2 == 0 ? 999 : 1001));
        assertThat(run(2_000).state()).isEqualTo(RunState.PAUSED);
    }

    /** The platform documents the number as that of calls, and where it recalls there are more of them than callees. */
    @Test
    void whereThePlatformRecallsMoreThanTheCalleesIsNoOtherNumberAndFewerIs() throws IOException {
        recall = new RecallSettings(2, Duration.ofMinutes(5), List.of(200_002));
        lookups(n -> listed("task 1", 999));
        assertThat(run(3_000).state()).isEqualTo(RunState.PAUSED);
        assertThat(requests).isEqualTo(1);

        lookups(n -> listed("task 1", 1001));
        assertThat(run(3_000).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void goesOnWhenThePlatformHasReadTheListInTheEnd() throws IOException {
        lookups(n -> listed("task 1", n < 5 ? 10L * n : 1000));
        assertThat(run(5_000).state()).isEqualTo(RunState.COMPLETED);
        assertThat(ticker.passed()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(sentAtLookup).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void pausesWhenTheTaskIsNotListed() throws IOException {
        lookups(n -> listed(List.of()));
        assertPausedAfterOneList(run(5_000), "the API does not list the task, so it cannot be verified");
    }

    @Test
    void pausesWhenTheListSaysNoNumber() throws IOException {
        lookups(n -> listed("task 1", -1));
        assertPausedAfterOneList(run(5_000), "the API lists the task without saying how many it has, so it cannot be");
    }

    @Test
    void pausesWhenLookupsAreNotAnswered() throws IOException {
        lookups(n -> new Lookup.NotAnswered(Answers.reply(503, "ServiceUnavailable"), false));
        assertPausedAfterOneList(
                run(5_000), "the API does not say how many it has (ServiceUnavailable: as an example), so it cannot");
    }

    @Test
    void failsAtOnceWhenTheKeyMayNotQuery() throws IOException {
        lookups(n -> new Lookup.NotAnswered(Answers.reply(403, "Forbidden.RAM"), true));
        RunEnd end = run(5_000);
        assertThat(end.state()).isEqualTo(RunState.FAILED);
        assertThat(end.message()).asString().contains("Forbidden.RAM", "dispatch.verify-first-list: false");
        assertThat(ledger.brakes.brakes().pulled(end.run())).isEmpty();
        assertThat(sentAtLookup).containsExactly(1);
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void takesTheTaskOfTheAnsweredIdWhereTheNameIsListedTwice() throws IOException {
        lookups(n -> listed(List.of(
                new Lookup.ListedTask("9", "name", "RUNNING", null, 7),
                new Lookup.ListedTask("task 1", "name", "RUNNING", null, 1000))));
        assertThat(run(2_000).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void asksNothingWhenItIsSwitchedOff() throws IOException {
        lookups(n -> listed("task 1", 0));
        assertThat(job.run(request(5_000, false)).state()).isEqualTo(RunState.COMPLETED);
        assertThat(sentAtLookup).isEmpty();
    }

    @Test
    void settlesAnUnconfirmedFirstListBeforeTheSecondLeaves() throws IOException {
        plays = n -> n == 1
                ? new Play(LATENCY, true, Duration.ofMinutes(5), LATENCY, Answers.unconfirmed())
                : Play.of(LATENCY, Answers.accepted("task " + n));
        assertThat(run(5_000).state()).isEqualTo(RunState.COMPLETED);
        assertThat(api.sent().get(1).signedAt()).isAfter(HandTicker.START.plus(Duration.ofMinutes(5)));
        assertThat(api.tasks()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void submitsAFirstListThatWasProvedAbsentAgainAndNoOther() throws IOException {
        plays = n -> n == 1
                ? new Play(LATENCY, false, Duration.ZERO, LATENCY, Answers.unconfirmed())
                : Play.of(LATENCY, Answers.accepted("task " + n));
        assertThat(run(3_000).state()).isEqualTo(RunState.COMPLETED);
        assertThat(api.sentNames().get(1)).endsWith("-0001-2");
        assertThat(api.sent()).hasSize(4);
    }

    @Test
    void sendsOneListAfterTheOtherUntilOneIsAccepted() throws IOException {
        plays = n -> Play.of(LATENCY, n < 3 ? Answers.refused("isv.BAD") : Answers.accepted("task " + n));
        lookups(n -> listed("task 3", 1000));
        assertThat(run(6_000).state()).isEqualTo(RunState.ATTENTION);
        assertThat(sentAtLookup).containsExactly(3);
        assertThat(api.sent().get(1).nanos() - api.sent().get(0).nanos()).isGreaterThanOrEqualTo(LATENCY.toNanos());
    }

    @Test
    void pausesWhenTheFirstListIsHeld() throws IOException {
        plays = n -> Play.of(LATENCY, Answers.unrecognised());
        assertThat(run(3_000).state()).isEqualTo(RunState.FAILED);
        RunEnd end = run(3_000);
        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(end.message()).asString().startsWith("A list of this run is held");
        assertThat(requests).isEqualTo(1);
    }

    /** A brake whose reason is gone would hold the run at every start. */
    @Test
    void aHeldFirstListHoldsNothingMoreOnceAPersonHasGivenItUp() throws IOException {
        plays = n -> Play.of(LATENCY, n == 1 ? Answers.unrecognised() : Answers.refused("isv.BAD"));
        run(2_000);
        RunEnd paused = run(2_000);
        assertThat(paused.state()).isEqualTo(RunState.PAUSED);

        abandon(paused.run(), 1);
        assertThat(run(2_000)).isEqualTo(new RunEnd(paused.run(), RunState.ATTENTION, false, Message.NONE));
        assertThat(requests).isEqualTo(2);

        abandon(paused.run(), 2);
        assertThat(run(2_000).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void theBrakeIsLoosenedBeforeTheNextListLeavesAlone() throws IOException {
        plays = n -> Play.of(LATENCY, n == 1 ? Answers.unrecognised() : Answers.unconfirmed());
        run(2_000);
        RunEnd paused = run(2_000);
        abandon(paused.run(), 1);
        lookups(n -> listed(List.of()));

        StopSignal stop = new StopSignal();
        ticker.after(Duration.ofMinutes(1), () -> stop.stop(StopSignal.Cause.REQUEST, Message.text("asked for")));
        assertThat(job.run(request(2_000, true), stop).state()).isEqualTo(RunState.STOPPED);

        assertThat(requests).isEqualTo(2);
        assertThat(ledger.brakes.brakes().pulled(paused.run())).isEmpty();
    }

    @Test
    void aBrakeWithoutReasonIsLoosenedAlsoWhereNoListIsLeftToLeave() throws IOException {
        plays = n -> Play.of(LATENCY, Answers.refused("isv.BAD"));
        RunEnd refused = run(3);
        pull(refused.run());

        assertThat(run(3)).isEqualTo(new RunEnd(refused.run(), RunState.ATTENTION, false, Message.NONE));
    }

    @Test
    void aListThatAnotherAccountAcceptedKeepsTheBrakeForAPerson() throws IOException {
        plays = n -> Play.of(LATENCY, n == 1 ? Answers.accepted("task 1") : Answers.refused("isv.BAD"));
        lookups(n -> listed("task 1", 0));
        RunEnd paused = run(2_000);
        ledger.sql("update submission set account = 'another account'");

        assertThat(run(2_000)).isEqualTo(paused);
        assertThat(requests).isEqualTo(2);
    }

    @Test
    void aPausedRunGoesToItsEndWhenVerifyingIsSwitchedOff() throws IOException {
        lookups(n -> listed("task 1", 0));
        assertThat(run(5_000).state()).isEqualTo(RunState.PAUSED);

        assertThat(job.run(request(5_000, false)).state()).isEqualTo(RunState.COMPLETED);
        assertThat(requests).isEqualTo(5);
    }

    private void pull(String run) {
        try (RunLease lease = ledger.leases.take(run)) {
            ledger.brakes
                    .brakes()
                    .pull(lease.run(), Brake.FIRST_LIST, Message.text("A list of this run is held"), ticker.now());
        }
    }

    private void abandon(String run, int list) {
        try (RunLease lease = ledger.leases.take(run)) {
            new JdbcDecisions(ledger.jdbc, new JdbcTransactionManager(ledger.dataSource), ledger.leases, DiskSync.NONE)
                    .decide(
                            lease.run(),
                            list,
                            new Decision(Resolution.ABANDON, null, "li", "", ticker.now()),
                            ticker.now().plus(Duration.ofDays(1)),
                            Duration.ofMinutes(31));
        }
    }

    @Test
    void aReleaseCountsForThisRunOnly() throws IOException {
        lookups(n -> listed("task 1", 0));
        RunEnd paused = run(5_000);
        assertThat(run(5_000).state()).as("without a release").isEqualTo(RunState.PAUSED);
        assertThat(requests).isEqualTo(1);

        ledger.brakes.brakes().release(paused.run(), "li", ticker.now());
        assertThat(run(5_000).state()).isEqualTo(RunState.COMPLETED);
        assertThat(requests).isEqualTo(5);

        RunEnd other = run(4_000);
        assertThat(other.state()).isEqualTo(RunState.PAUSED);
        assertThat(other.message()).asString().contains("of run " + paused.run(), "qianhu resume " + other.run());
        assertThat(requests).isEqualTo(5);
    }

    @Test
    void aStopEndsTheLookingUpAndTheNextStartTakesItUpAgain() throws IOException {
        lookups(n -> listed("task 1", 0));
        StopSignal stop = new StopSignal();
        ticker.after(Duration.ofSeconds(30), () -> stop.stop(StopSignal.Cause.REQUEST, Message.text("asked for")));
        assertThat(job.run(request(5_000, true), stop).state()).isEqualTo(RunState.STOPPED);
        assertThat(ticker.passed()).isLessThan(Duration.ofSeconds(33));

        lookups(n -> listed("task 1", 1000));
        assertThat(run(5_000).state()).isEqualTo(RunState.COMPLETED);
        assertThat(sentAtLookup).containsOnly(1);
        assertThat(requests).isEqualTo(5);
    }

    /** A trial with one list must tell as well, though nothing is left to hold back. */
    @Test
    void verifiesARunOfOneListBeforeItIsCompleted() throws IOException {
        lookups(n -> listed("task 1", 0));
        RunEnd end = run(3);
        assertThat(end.state()).isEqualTo(RunState.PAUSED);
        assertThat(end.message())
                .asString()
                .contains("was submitted with 3 callees, and the API lists the task with 0");

        ledger.brakes.brakes().release(end.run(), "li", ticker.now());
        assertThat(run(3).state()).isEqualTo(RunState.COMPLETED);
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void aRunOfOneListThatIsInOrderIsCompleted() throws IOException {
        assertThat(run(3).state()).isEqualTo(RunState.COMPLETED);
        assertThat(ledger.brakes.firstLists().verified(JobOnDisk.CAMPAIGN.name(), "account"))
                .isTrue();
        assertThat(ledger.brakes.firstLists().verified(JobOnDisk.CAMPAIGN.name(), "another account"))
                .isFalse();
        assertThat(ledger.brakes.firstLists().verified("autumn", "account")).isFalse();
    }
}
