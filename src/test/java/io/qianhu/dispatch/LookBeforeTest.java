package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Reply;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.Intent;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.MemoryBrakeStore;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.ledger.Outcome;
import io.qianhu.ledger.PulledBrake;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookBeforeTest {
    private static final String RUN = "k3f9x2mq";

    private final HandTicker ticker = new HandTicker(7);
    private final MemoryListStore ledger = new MemoryListStore();
    private final MemoryBrakeStore brakes = new MemoryBrakeStore();
    private final StopSignal stop = new StopSignal();
    private final Campaign campaign = Campaigns.of("20/s", 4);
    private final List<Lookup.ListedTask> tasks = new ArrayList<>();
    private final List<Lookup.ListedTask> today = new ArrayList<>();
    private final PlayedApi api =
            PlayedApi.answering(ticker, Duration.ZERO, Answers.unconfirmed()).withoutOthers();
    private final LookBefore gate = new LookBefore(
            campaign,
            RUN,
            ledger,
            brakes,
            api,
            new DispatcherSettings(
                    Duration.ofMinutes(31),
                    Duration.ofMinutes(5),
                    3,
                    3,
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1)),
            stop,
            ticker);

    LookBeforeTest() {
        api.lookups(name -> api.listed(
                tasks.stream().filter(task -> task.name().equals(name)).toList()));
        api.listing(() -> api.listed(today));
    }

    private String name(int list, int doubts) {
        return TaskNames.of(campaign.task().name(), new ListRef(RUN, list, 0, doubts, 2));
    }

    private static Lookup.ListedTask task(String name, String id) {
        return new Lookup.ListedTask(id, name, "FINISH", null, 2);
    }

    private void store(int lists) {
        ledger.store(RUN, IntStream.generate(() -> 2).limit(lists).toArray());
    }

    private ListGate.Leave ask() {
        return gate.ask(ledger.pending(RUN, 1).get(0));
    }

    /** The list's only attempt comes to this. */
    private void submit(int list, Transition transition, @Nullable String taskId) {
        ListRef attempt = ledger.intend(
                new ListRef(RUN, list, 0, 2), new Intent(name(list, 0), "nonce", ticker.now(), "account"));
        ledger.record(attempt, new Outcome(transition, ticker.now(), 200, "OK", Message.NONE, null, taskId));
    }

    private void assertHeld(String... words) {
        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);
        assertThat(brakes.pulled(RUN)).extracting(PulledBrake::brake).containsExactly(Brake.FOUND_ELSEWHERE);
        assertThat(stop.get()).hasValueSatisfying(why -> {
            assertThat(why.cause()).isEqualTo(StopSignal.Cause.PAUSE);
            assertThat(why.message())
                    .asString()
                    .contains(words)
                    .contains("reconcile k3f9x2mq", "--again", "cancel k3f9x2mq");
        });
    }

    @Test
    void looksUpTheFirstTwentyAndTheLastPendingListOnceAndLetsThemLeave() {
        store(30);
        submit(1, Transition.ACCEPT, "1");

        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);
        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);

        List<String> asked = new ArrayList<>();
        IntStream.rangeClosed(2, 21).forEach(list -> asked.add(name(list, 0)));
        asked.add(name(30, 0));
        assertThat(api.asked()).extracting(PlayedApi.Asked::name).isEqualTo(asked);
        assertThat(api.asked()).as("on whatever day").allMatch(it -> it.from().equals(Instant.MIN));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 30})
    void aTaskOfAPendingListPausesTheRun(int list) {
        store(30);
        tasks.add(task(name(list, 0), "4711"));

        assertHeld(name(list, 0), "4711");
    }

    @Test
    void aTaskOfTheRunWhoseListNobodyAskedForIsFoundInTheListsOfTheseDays() {
        store(100);
        today.add(task(name(57, 0), "4711"));

        assertHeld(name(57, 0));
    }

    @Test
    void aTaskOfTheRunThatHasNoListHereIsUnknown() {
        store(2);
        today.add(task(name(3, 0), "4711"));

        assertHeld(name(3, 0));
    }

    @Test
    void aTaskOfALaterAttemptUnderAnotherTitleIsOneOfTheRunAllTheSame() {
        store(2);
        today.add(task("另一标题-" + RUN + "-0002-2", "4711"));

        assertHeld("0002-2");
    }

    @Test
    void whatIsAcceptedHereWithItsIdIsKnown() {
        store(2);
        submit(1, Transition.ACCEPT, "4711");
        today.add(task(name(1, 0), "4711"));

        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);
    }

    @Test
    void anotherIdThanTheLedgerHasIsAPauseAndNeverAPick() {
        store(2);
        submit(1, Transition.ACCEPT, "4711");
        today.add(task(name(1, 0), "4712"));

        assertHeld("4712");
    }

    @Test
    void twoTasksOfOneNameAreAPause() {
        store(2);
        submit(1, Transition.ACCEPT, "4711");
        today.add(task(name(1, 0), "4711"));
        today.add(task(name(1, 0), "4712"));

        assertHeld("know, 2 as far");
    }

    @Test
    void whatIsInDoubtHereIsSettledAndNotUnknown() {
        store(2);
        submit(1, Transition.DOUBT, null);
        today.add(task(name(1, 0), "4711"));

        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);
    }

    /** A ledger that was put back does not know that its list was proved absent and submitted once more. */
    @Test
    void aTaskByAnotherNameThanTheOneThatIsInDoubtHereIsUnknown() {
        store(2);
        submit(1, Transition.DOUBT, null);
        today.add(task(name(1, 1), "4711"));

        assertHeld(name(1, 1));
    }

    @Test
    void tasksOfOtherRunsDoNotMatter() {
        store(2);
        today.add(task("spring-b4n8r2wt-0001", "1"));
        today.add(task("手工任务", "2"));
        today.add(task("x-" + RUN + "-", "3"));
        today.add(task("x-" + RUN + "-00x1", "4"));

        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);
    }

    @Test
    void whatIsNotThereAnyMoreHoldsTheRunNoLonger() {
        store(2);
        brakes.pull(RUN, Brake.FOUND_ELSEWHERE, Message.text("found by an earlier process"), ticker.now());

        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);

        assertThat(brakes.pulled(RUN)).isEmpty();
    }

    /** An endpoint that has never answered is more often wrong than down. */
    @ParameterizedTest
    @CsvSource({"false, 15", "true, 300"})
    void noAnswerIsAskedForAgainUntilItIsGivenUp(boolean answeredBefore, int seconds) {
        store(2);
        Lookup none =
                new Lookup.NotAnswered(new Reply(0, "qianhu.ConnectionRefused", Message.text("nobody"), null), false);
        api.lookups(name -> answeredBefore && name.equals(name(1, 0)) ? api.listed(List.of()) : none);

        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);
        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);
        assertThat(api.asked()).as("not at once").hasSize(answeredBefore ? 2 : 1);
        api.lookups(name -> none);

        ticker.pass(Duration.ofSeconds(seconds - 1));
        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);
        assertThat(stop.isSet()).isFalse();

        ticker.pass(Duration.ofSeconds(6));
        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
        assertThat(brakes.pulled(RUN)).isEmpty();
    }

    @Test
    void aKeyThatMayNotQueryFailsTheRunAtOnce() {
        store(2);
        api.lookups(name -> new Lookup.NotAnswered(Answers.reply(403, "Forbidden.RAM"), true));

        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);

        assertThat(stop.get()).hasValueSatisfying(why -> {
            assertThat(why.cause()).isEqualTo(StopSignal.Cause.FAILURE);
            assertThat(why.message()).asString().contains("Forbidden.RAM", "dispatch.look-before: false");
        });
    }

    @Test
    void aListOfTheDayThatIsNotAnsweredLetsNothingLeave() {
        store(2);
        api.listing(
                () -> new Lookup.NotAnswered(new Reply(0, "qianhu.Timeout", Message.text("no answer"), null), false));

        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);
    }

    @Test
    void whereADayHasMoreTasksThanAreReadTheNamesMustDo() {
        store(2);
        Reply tooLong =
                new Reply(0, "qianhu.ListTooLong", Message.text("the list of 2026-03-02 has 90000 tasks"), null);
        api.listing(() -> new Lookup.NotAnswered(tooLong, false));
        List<String> log =
                LoggedLines.of(LookBefore.class, () -> assertThat(ask()).isEqualTo(ListGate.Leave.NOW));

        assertThat(log).anyMatch(line -> line.contains("90000 tasks") && line.contains("looked up by name"));
    }
}
