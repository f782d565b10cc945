package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.qianhu.campaign.Campaign;
import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.CredentialsMissing;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Intent;
import io.qianhu.ledger.LatestAttempt;
import io.qianhu.ledger.LeaseLost;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.ledger.Outcome;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread, time moved by hand: what happens while the submitter waits happens in a fixed order. */
class SubmitterTest {
    private static final String RUN = "k3f9x2mq";
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final Duration LEAD = Duration.ofMillis(20);
    private static final DispatcherSettings SETTINGS = new DispatcherSettings(
            Duration.ofMinutes(31),
            Duration.ofMinutes(5),
            3,
            3,
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1));

    private final HandTicker ticker =
            new HandTicker(Long.MAX_VALUE - Duration.ofMillis(300).toNanos());
    private final MemoryListStore ledger = new MemoryListStore();
    private final StopSignal stop = new StopSignal();
    private final List<String> history = new ArrayList<>();
    private PlayedApi api = PlayedApi.answering(ticker, LATENCY, Answers.accepted("1"));
    private ListStore lists = new WatchedListStore(ledger, what -> {}, history::add);
    private Campaign campaign = Campaigns.of("20/s", 4);

    // The order of what happens

    @Test
    void intentThenRequestThenOutcomeThenThePlaceIsFree() {
        ledger.store(RUN, 2);
        Submitter[] submitter = new Submitter[1];
        api = new PlayedApi(ticker, task -> {
            history.add("sent with " + submitter[0].inFlight() + " in flight");
            return PlayedApi.Play.of(LATENCY, Answers.accepted("1"));
        });
        lists = new WatchedListStore(
                ledger, what -> {}, what -> history.add(what + " with " + submitter[0].inFlight() + " in flight"));
        submitter[0] = submitter();
        submitter[0].submit(first());
        submitter[0].awaitIdle();

        assertThat(history)
                .containsExactly("intend 1 with 0 in flight", "sent with 1 in flight", "ACCEPT 1 with 1 in flight");
        assertThat(submitter[0].inFlight()).isZero();
    }

    @Test
    void theLedgerKnowsNameNonceAndMomentBeforeTheRequestLeaves() {
        ledger.store(RUN, 2);
        Instant sentAt = ticker.now();
        api = new PlayedApi(ticker, task -> {
            assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.SUBMITTING);
            assertThat(ledger.anySubmitted()).isTrue();
            return PlayedApi.Play.of(LATENCY, Answers.unconfirmed());
        });
        Submitter submitter = submitter();
        submitter.submit(first());
        submitter.awaitIdle();

        assertThat(ledger.unconfirmed(RUN))
                .containsExactly(new LatestAttempt(
                        new ListRef(RUN, 1, 1, 1, 2), "春季回访-k3f9x2mq-0001", sentAt, api.account(), false, null));
        assertThat(api.sentNames()).containsExactly("春季回访-k3f9x2mq-0001");
    }

    /** Whose a new temporary key is has to be asked first, and may take long to be answered. */
    @Test
    void theAccountIsAskedForBeforeTheRequestIsSigned() {
        ledger.store(RUN, 2);
        api = PlayedApi.answering(ticker, LATENCY, Answers.accepted("1"));
        boolean[] known = {false};
        api.account(() -> {
            ticker.pass(known[0] ? Duration.ZERO : Duration.ofSeconds(30));
            known[0] = true;
            return "account";
        });
        Instant before = ticker.now();
        dispatch();

        assertThat(history).containsExactly("intend 1", "ACCEPT 1");
        assertThat(api.sent()).extracting(PlayedApi.Sent::signedAt).containsExactly(before.plusSeconds(30));
    }

    /** One of the two was not made, or somebody mixes answers up. */
    @Test
    void anAnswerWithTheTaskOfAnotherListLeavesItsListInDoubt() {
        ledger.store(RUN, 2, 2, 2);
        plays(n -> Answers.accepted(n == 2 ? "1" : Integer.toString(n)));
        api.repeatingIds();
        List<String> heard = new ArrayList<>();
        dispatchWith(new Submitter(
                campaign, SETTINGS, lists, api, stop, ticker, (list, state) -> heard.add(list.number() + " " + state)));

        assertThat(heard).containsExactly("1 ACCEPTED", "2 UNCONFIRMED", "3 ACCEPTED");
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(ledger.outcomes(RUN, 2).get(0).message())
                .asString()
                .isEqualTo("task 1 is that of list 1 of run k3f9x2mq already");
        assertThat(stop.isSet()).isFalse();
    }

    @Test
    void anAnswerThatIsThereBeforeSubmitReturnsIsRecordedOnce() {
        ledger.store(RUN, 2, 2);
        api = PlayedApi.answering(ticker, Duration.ZERO, Answers.accepted("1"));
        api.beforeSign(() -> ticker.pass(Duration.ofMillis(1)));
        dispatch();

        assertThat(history).containsExactly("intend 1", "ACCEPT 1", "intend 2", "ACCEPT 2");
    }

    @Test
    void theIntentComesShortlyBeforeTheRequest() {
        ledger.store(RUN, sizes(40));
        dispatch();

        assertThat(api.sent())
                .hasSize(40)
                .allSatisfy(request -> assertThat(Duration.between(request.signedAt(), momentOf(request)))
                        .isLessThanOrEqualTo(LEAD));
    }

    // Places and pace

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 16})
    void neverMoreInFlightThanTheCampaignAllows(int inFlight) {
        campaign = Campaigns.of("100/s", inFlight);
        ledger.store(RUN, sizes(60));
        api = PlayedApi.answering(ticker, Duration.ofSeconds(1), Answers.accepted("1"));
        dispatch();

        assertThat(api.mostUnanswered()).isEqualTo(inFlight);
        assertStates(ListState.ACCEPTED, 60);
    }

    @ParameterizedTest
    @CsvSource({"50/s, 5", "50/s, 200", "20/s, 200", "100/s, 200", "30/min, 200"})
    void noSlidingPeriodHoldsMoreRequestsThanTheRateAndWorkGetsNinetyNinePerCentOfIt(String rate, int latencyMillis) {
        campaign = Campaigns.of(rate, 100);
        int permits = campaign.dispatch().rate().permits();
        ledger.store(RUN, sizes(permits * 10 + 1));
        Random random = new Random(latencyMillis);
        ticker.late(() -> Duration.ofNanos(random.nextInt(1_000_000)));
        lists = new WatchedListStore(ledger, what -> ticker.pass(Duration.ofNanos(random.nextInt(3_000_000))), w -> {});
        api = PlayedApi.answering(ticker, Duration.ofMillis(latencyMillis), Answers.accepted("1"));
        dispatch();

        assertPace(permits);
        long took = api.sent().get(permits * 10).nanos() - api.sent().get(0).nanos();
        assertThat(took / (10.0 * campaign.dispatch().rate().period().toNanos()))
                .isLessThan(1 / 0.99);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void stallsDoNotBecomeBursts(int seed) {
        campaign = Campaigns.of("50/s", 50);
        ledger.store(RUN, sizes(400));
        Random random = new Random(seed);
        ticker.late(() -> Duration.ofMillis(random.nextInt(40) == 0 ? random.nextInt(3_000) : random.nextInt(3)));
        dispatch();

        assertPace(50);
        assertStates(ListState.ACCEPTED, 400);
    }

    /** Starting the HTTP client takes time in which the request has not left yet. */
    @Test
    void aRequestThatIsSlowToLeaveCountsFromItsLeaving() {
        campaign = Campaigns.of("20/s", 100);
        ledger.store(RUN, sizes(60));
        List<Long> left = new ArrayList<>();
        api = new PlayedApi(ticker, task -> {
            ticker.pass(Duration.ofMillis(left.size() == 4 ? 700 : 0));
            left.add(ticker.nanos());
            return PlayedApi.Play.of(LATENCY, Answers.accepted("1"));
        });
        dispatch();

        assertNoPeriodHoldsMoreThan(20, left);
    }

    /** With one-second answers 20/s needs 20 places; four of them give 4/s. */
    @ParameterizedTest
    @CsvSource({"20/s, 4, 1000, 1", "20/s, 19, 1000, 1", "20/s, 24, 1000, 0", "20/s, 4, 100, 0", "100/s, 16, 200, 1"})
    void saysOnceThatTooFewInFlightKeepItFromTheRate(String rate, int inFlight, int latencyMillis, int told) {
        campaign = Campaigns.of(rate, inFlight);
        ledger.store(RUN, sizes(900));
        api = PlayedApi.answering(ticker, Duration.ofMillis(latencyMillis), Answers.accepted("1"));
        List<String> said = LoggedLines.of(InFlightAdvice.class, this::dispatch);

        assertThat(said).hasSize(told).allMatch(line -> line.contains("dispatch.in-flight is " + inFlight));
        assertStates(ListState.ACCEPTED, 900);
    }

    @Test
    void theFirstListGoesAloneUntilItIsAnswered() {
        campaign = Campaigns.of("100/s", 16);
        ledger.store(RUN, sizes(5));
        api = PlayedApi.answering(ticker, Duration.ofSeconds(3), Answers.accepted("1"));
        dispatch();

        assertThat(sentAfter(1)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(sentAfter(4)).isLessThan(Duration.ofMillis(3_200));
    }

    /** However long ago the last request was by the clock on the wall: somebody may have set it. */
    @ParameterizedTest
    @CsvSource({
        // rate, the last signature by the clock, intake, first request after the submitter was made
        "50/s, 0, 0, 3000",
        "50/s, -2500, 0, 3000",
        "50/s, -86400000, 0, 3000",
        "50/s, 3600000, 0, 3000",
        "50/s, 0, 2400, 3000",
        "50/s, 0, 3500, 3500",
        "30/min, -10000, 0, 62000",
        "30/min, -10000, 70000, 70000",
    })
    void aNewProcessKeepsItsDistanceFromTheLastRequestOfTheOldOne(
            String rate, long signedAgainstClockMillis, long intakeMillis, long firstMillis) {
        campaign = Campaigns.of(rate, 16);
        ledger.store(RUN, 2, 2);
        ledger.intend(
                first(), new Intent("old", "nonce", HandTicker.START.plusMillis(signedAgainstClockMillis), "account"));
        Submitter submitter = submitter();
        long made = ticker.nanos();
        ticker.pass(Duration.ofMillis(intakeMillis));
        dispatchWith(submitter);

        assertThat(Duration.ofNanos(api.sent().get(0).nanos() - made)).isEqualTo(Duration.ofMillis(firstMillis));
    }

    @Test
    void aLedgerWithoutSubmissionsAsksForNoDistance() {
        ledger.store(RUN, 2);
        dispatch();

        assertThat(ticker.passed()).isEqualTo(LATENCY);
    }

    // Every kind of answer

    static Stream<Arguments> kindsOfAnswers() {
        return Stream.of(
                arguments("accepted", Answers.accepted("1"), ListState.ACCEPTED, ""),
                arguments("throttled", Answers.throttled(), ListState.PENDING, ""),
                arguments("frequency", Answers.frequencyLimited(), ListState.PENDING, ""),
                arguments("outside period", Answers.outsidePeriod(), ListState.PENDING, "WINDOW"),
                arguments("unreachable", Answers.unreachable(), ListState.PENDING, ""),
                arguments("stop", Answers.stop(), ListState.PENDING, "FAILURE"),
                arguments("refused", Answers.refused("isv.BAD"), ListState.REFUSED, ""),
                arguments("unrecognised", Answers.unrecognised(), ListState.HELD, "FAILURE"),
                arguments("unconfirmed", Answers.unconfirmed(), ListState.UNCONFIRMED, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kindsOfAnswers")
    void everyKindOfAnswerHasItsTransitionAndItsReaction(String kind, Answer answer, ListState state, String cause) {
        ledger.store(RUN, 2);
        api = PlayedApi.answering(ticker, LATENCY, answer);
        Submitter submitter = submitter();

        assertThat(submitter.submit(first())).isTrue();
        submitter.awaitIdle();

        assertThat(ledger.state(RUN, 1)).isEqualTo(state);
        assertThat(stop.get().map(s -> s.cause().name()).orElse("")).isEqualTo(cause);
        Outcome outcome = ledger.outcomes(RUN, 1).get(0);
        assertThat(outcome.code()).isEqualTo(answer.reply().code());
        assertThat(outcome.requestId()).isEqualTo("request-1");
        assertThat(outcome.taskId()).isEqualTo(state == ListState.ACCEPTED ? "1" : null);
        assertThat(outcome.answeredAt()).isEqualTo(ticker.now());
    }

    @Test
    void aStopSaysWhatToDo() {
        ledger.store(RUN, 2, 2);
        api = PlayedApi.answering(ticker, LATENCY, Answers.stop());
        dispatch();

        assertThat(api.sent()).hasSize(1);
        assertThat(stopMessage()).contains("isv.AMOUNT_NOT_ENOUGH", Answers.ADVICE, "run the same command again");
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.PENDING);
    }

    @Test
    void nothingInFlightIsCutOffByAStop() {
        ledger.store(RUN, sizes(6));
        plays(n -> n == 2 ? Answers.outsidePeriod() : Answers.accepted("1"));
        dispatch();

        assertThat(api.sent()).hasSizeBetween(3, 5);
        assertThat(history.stream().filter(what -> what.startsWith("intend"))).hasSameSizeAs(api.sent());
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.PENDING);
        assertThat(ledger.state(RUN, 3)).isEqualTo(ListState.ACCEPTED);
    }

    @Test
    void aThrottlingAnswerPausesAndSlowsTheWholeQueueAndItsListGoesAgainUnderItsName() {
        ledger.store(RUN, sizes(12));
        plays(n -> n == 1 ? Answers.throttled() : Answers.accepted("1"));
        dispatch();

        assertThat(api.sentNames()).filteredOn("春季回访-k3f9x2mq-0001"::equals).hasSize(2);
        assertThat(api.sentNames()).noneMatch(name -> name.endsWith("-2"));
        assertThat(sentAfter(1)).isBetween(Duration.ofMillis(1_100), Duration.ofMillis(1_101));
        PlayedApi.Sent next = api.sent().get(1);
        assertThat(Duration.between(next.signedAt(), momentOf(next)))
                .as("signed after the pause and not before it")
                .isLessThanOrEqualTo(LEAD);
        assertThat(sentAfter(3).minus(sentAfter(2))).isBetween(Duration.ofMillis(95), Duration.ofMillis(101));
        assertStates(ListState.ACCEPTED, 12);
    }

    /** The next list's intent must not lie there for as long as the queue pauses. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPauseKeepsNoIntentWaiting(boolean theFirst) {
        campaign = Campaigns.of("20/s", 16);
        ledger.store(RUN, sizes(30));
        plays(n -> n == (theFirst ? 1 : 5) ? Answers.frequencyLimited() : Answers.accepted("1"));
        dispatch();

        assertThat(api.sent())
                .hasSize(31)
                .allSatisfy(request -> assertThat(Duration.between(request.signedAt(), momentOf(request)))
                        .isLessThanOrEqualTo(LEAD));
        assertStates(ListState.ACCEPTED, 30);
    }

    @Test
    void theFrequencyRuleWaitsAMinuteAndAtTheSecondTierItStops() {
        ledger.store(RUN, sizes(9));
        plays(n -> n < 4 ? Answers.accepted("1") : Answers.frequencyLimited());
        dispatch();

        assertThat(ticker.passed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(63));
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.WINDOW);
        assertThat(stopMessage()).contains("isv.BUSINESS_LIMIT_CONTROL", "for 1 h");
        assertThat(ledger.pending(RUN, 9)).hasSize(6);
    }

    /** They left before the wait, so they do not say that a minute was enough. */
    @Test
    void acceptedListsOfTheSameWaveDoNotResetTheTier() {
        campaign = Campaigns.of("100/s", 16);
        ledger.store(RUN, sizes(20));
        plays(n -> n <= 1 || (n >= 3 && n <= 5) ? Answers.accepted("1") : Answers.frequencyLimited());
        dispatch();

        assertThat(ticker.passed()).isLessThan(Duration.ofSeconds(70));
        assertThat(stopMessage()).contains("for 1 h");
    }

    @Test
    void afterAWaitThatWasLongEnoughTheNextOneIsShortAgain() {
        campaign = Campaigns.of("20/s", 1);
        ledger.store(RUN, sizes(6));
        plays(n -> n == 2 || n == 4 ? Answers.frequencyLimited() : Answers.accepted("1"));
        dispatch();

        assertThat(ticker.passed()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(125));
        assertStates(ListState.ACCEPTED, 6);
    }

    // Refusals

    @Test
    void theSameRefusalForSeveralListsInARowFailsTheRun() {
        campaign = Campaigns.of("20/s", 1);
        ledger.store(RUN, sizes(9));
        plays(n -> n == 3 ? Answers.accepted("1") : Answers.refused("isv.BAD"));
        dispatch();

        assertThat(api.sent()).hasSize(6);
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
        assertThat(stopMessage()).contains("isv.BAD", "3 lists in a row");
        assertThat(ledger.pending(RUN, 9)).hasSize(3);
    }

    @Test
    void aSecondComplaintAboutTheCallingNumberFailsTheRunWhereverItComes() {
        campaign = Campaigns.of("20/s", 1);
        ledger.store(RUN, sizes(9));
        plays(n -> n == 2 || n == 5
                ? Answers.refused(n == 2 ? "isv.COMPLAINT_REJECT" : "ComplaintReject")
                : Answers.accepted("1"));
        dispatch();

        assertThat(api.sent()).hasSize(5);
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
        assertThat(stopMessage()).contains("ComplaintReject", "the calling number is under complaint");
        assertThat(ledger.pending(RUN, 9)).hasSize(4);
    }

    @Test
    void differentRefusalsDoNotStopTheOthers() {
        ledger.store(RUN, sizes(9));
        plays(n -> Answers.refused("isv.BAD" + n % 2));
        dispatch();

        assertThat(stop.isSet()).isFalse();
        assertStates(ListState.REFUSED, 9);
    }

    // Doubt and an API that is down

    @Test
    void anUnconfirmedListIsNotSubmittedAgain() {
        ledger.store(RUN, 2, 2);
        plays(n -> n == 2 ? Answers.unconfirmed() : Answers.accepted("1"));
        dispatch();

        assertThat(api.sent()).hasSize(2);
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.UNCONFIRMED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anApiThatGoesDownCostsWhatWasInFlightAndThenOneListAtATime(boolean unreachable) {
        campaign = Campaigns.of("20/s", 4);
        ledger.store(RUN, sizes(90));
        Answer down = unreachable ? Answers.unreachable() : Answers.unconfirmed();
        plays(n -> n <= 5 ? Answers.accepted("1") : down);
        dispatch();

        assertThat(ticker.passed()).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(310));
        assertThat(api.sent().size()).as("probes every 5 s").isBetween(60, 75);
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
        assertThat(stopMessage()).contains("2026-03-02T01:00:0", "qianhu.dyvms.endpoint");
        for (int i = 5 + 3 + 4; i < api.sent().size(); i++) {
            assertThat(api.sent().get(i).nanos() - api.sent().get(i - 1).nanos())
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(5).toNanos());
        }
    }

    @Test
    void submittingGoesOnAtFullPaceWhenAProbeIsAnswered() {
        ledger.store(RUN, sizes(30));
        plays(n -> n > 5 && n <= 14 ? Answers.unreachable() : Answers.accepted("1"));
        dispatch();

        assertStates(ListState.ACCEPTED, 30);
        assertThat(ticker.passed()).isLessThan(Duration.ofSeconds(40));
    }

    @Test
    void anEndpointThatNeverAnsweredIsGivenUpSoon() {
        ledger.store(RUN, sizes(9));
        plays(n -> Answers.unreachable());
        dispatch();

        assertThat(ticker.passed()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(17));
        assertThat(api.sent()).hasSize(4);
        assertThat(ledger.pending(RUN, 9)).hasSize(9);
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
    }

    @ParameterizedTest
    @ValueSource(ints = {-840, 840})
    void aClockThatJumpsMovesNeitherTheBreakerNorThePatience(int seconds) {
        ledger.store(RUN, sizes(30));
        plays(n -> n > 5 && n <= 14 ? Answers.unreachable() : Answers.accepted("1"));
        ticker.after(Duration.ofSeconds(3), () -> ticker.shiftClock(Duration.ofSeconds(seconds)));
        dispatch();

        assertStates(ListState.ACCEPTED, 30);
        assertThat(ticker.passed()).isLessThan(Duration.ofSeconds(40));
    }

    /** A permission that leaks in the half-open breaker would stop everything for ever. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void aRequestThatCannotBeSignedLeavesTheListPendingAndTheWayFree(int failing) {
        ledger.store(RUN, sizes(8));
        int[] signed = {0};
        api.beforeSign(() -> {
            if (++signed[0] == failing) {
                throw new CredentialsMissing(Message.text("no key"), new IllegalStateException());
            }
        });
        Submitter submitter = submitter();

        assertThatExceptionOfType(CredentialsMissing.class).isThrownBy(() -> dispatchWith(submitter));
        assertThat(ledger.state(RUN, failing)).isEqualTo(ListState.PENDING);
        assertThat(history).doesNotContain("intend " + failing);

        dispatchWith(submitter);
        assertStates(ListState.ACCEPTED, 8);
    }

    // A stop while waiting

    @Test
    void aStopWhileWaitingForAPlace() {
        campaign = Campaigns.of("20/s", 1);
        assertStopIsObeyed(Duration.ofMillis(50), Duration.ofSeconds(1), 1);
    }

    @Test
    void aStopWhileWaitingForTheFirstAnswer() {
        assertStopIsObeyed(Duration.ofMillis(500), Duration.ofSeconds(1), 1);
    }

    @Test
    void aStopWhileWaitingForThePace() {
        campaign = Campaigns.of("1/min", 4);
        assertStopIsObeyed(Duration.ofSeconds(10), Duration.ofMillis(1), 1);
    }

    private void assertStopIsObeyed(Duration stopAfter, Duration latency, int sent) {
        ledger.store(RUN, 2, 2);
        api = PlayedApi.answering(ticker, latency, Answers.accepted("1"));
        Submitter submitter = submitter();
        assertThat(submitter.submit(first())).isTrue();
        Duration firstSent = ticker.passed();
        ticker.after(stopAfter, () -> stop.stop(StopSignal.Cause.REQUEST, Message.text("asked for")));

        assertThat(submitter.submit(first())).isFalse();
        assertThat(ticker.passed().minus(firstSent)).as("at once").isEqualTo(stopAfter);
        submitter.awaitIdle();

        assertThat(api.sent()).hasSize(sent);
        assertThat(history).containsOnlyOnce("intend 1").doesNotContain("intend 2");
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.ACCEPTED);
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.PENDING);
    }

    @Test
    void aStopBetweenIntentAndRequestPutsTheListBack() {
        ledger.store(RUN, 2, 2, 2);
        lists = new WatchedListStore(ledger, what -> {}, what -> {
            history.add(what);
            if (what.equals("intend 2")) {
                stop.stop(StopSignal.Cause.REQUEST, Message.text("asked for"));
            }
        });
        dispatch();

        assertThat(api.sent()).hasSize(1);
        assertThat(history).containsExactly("intend 1", "ACCEPT 1", "intend 2", "RETURN 2");
        assertThat(ledger.pending(RUN, 9)).containsExactly(new ListRef(RUN, 2, 1, 2), new ListRef(RUN, 3, 0, 2));
        assertThat(ledger.outcomes(RUN, 2)).extracting(Outcome::code).containsExactly("qianhu.NotSent");
    }

    /** Frozen between intent and request: when it wakes up, another process may have settled the list. */
    @Test
    void aProcessThatWasFrozenBetweenIntentAndRequestDoesNotSend() {
        ledger.store(RUN, 2, 2);
        boolean[] frozen = {false};
        lists = new WatchedListStore(ledger, what -> {}, what -> {
            history.add(what);
            if (what.equals("intend 2") && !frozen[0]) {
                frozen[0] = true;
                ticker.pass(Duration.ofHours(1));
            }
        });
        dispatch();

        assertThat(history).containsExactly("intend 1", "ACCEPT 1", "intend 2", "RETURN 2", "intend 2", "ACCEPT 2");
        assertThat(api.sentNames()).containsExactly("春季回访-k3f9x2mq-0001", "春季回访-k3f9x2mq-0002");
    }

    // What must not happen, and does

    @Test
    void anOutcomeThatCannotBeRecordedFailsTheRunAndFreesThePlace() {
        campaign = Campaigns.of("20/s", 1);
        ledger.store(RUN, 2, 2, 2);
        lists = new WatchedListStore(ledger, what -> failAt("ACCEPT 2", what), history::add);
        dispatch();

        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.SUBMITTING);
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
        assertThat(stopMessage()).contains("list 2", "disk full");
        assertThat(api.sent()).hasSize(2);
    }

    @Test
    void anIntentThatCannotBeRecordedSendsNothingAndKeepsNoPlace() {
        ledger.store(RUN, 2);
        lists = new WatchedListStore(ledger, what -> failAt("intend 1", what), history::add);
        Submitter submitter = submitter();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> submitter.submit(first()));

        assertThat(api.sent()).isEmpty();
        assertThat(submitter.inFlight()).isZero();
    }

    @Test
    void aSendThatThrowsLeavesTheListInDoubtAndFreesThePlace() {
        ledger.store(RUN, 2, 2);
        api = new PlayedApi(ticker, task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        dispatch();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.SUBMITTING);
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.PENDING);
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
    }

    @Test
    void aListenerThatThrowsPutsNothingInDoubt() {
        ledger.store(RUN, 2, 2);
        Submitter submitter = new Submitter(campaign, SETTINGS, lists, api, stop, ticker, (list, state) -> {
            throw new IllegalStateException("nobody listens");
        });
        dispatchWith(submitter);

        assertThat(stop.isSet()).isFalse();
        assertStates(ListState.ACCEPTED, 2);
    }

    @Test
    void listenersHearOfEveryRecordedOutcome() {
        ledger.store(RUN, 2, 2);
        List<String> heard = new ArrayList<>();
        plays(n -> n == 1 ? Answers.refused("isv.BAD") : Answers.accepted("1"));
        dispatchWith(new Submitter(
                campaign, SETTINGS, lists, api, stop, ticker, (list, state) -> heard.add(list.number() + " " + state)));

        assertThat(heard).containsExactly("1 REFUSED", "2 ACCEPTED");
    }

    // Whose run it is

    @Test
    void whoHasLostTheLeaseIntendsNothingMore() {
        ledger.store(RUN, 2);
        ledger.otherProcess().take(RUN);
        dispatch();

        assertThat(history).isEmpty();
        assertThat(api.sent()).isEmpty();
        assertThat(stopMessage()).contains("no longer owns run " + RUN, "run the same command again");
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
    }

    @Test
    void aListOfWhichTheLedgerDoesNotSayInTheGapWhoseItIsIsPutBackUnsent() {
        ledger.store(RUN, 2, 2);
        lists = new WatchedListStore(ledger, what -> {}, what -> {
            if (what.equals("intend 1")) {
                ledger.runOutOfBeats(RUN);
            }
        });
        dispatch();

        assertThat(api.sent()).isEmpty();
        assertStates(ListState.PENDING, 2);
        assertThat(stopMessage()).contains("no longer owns run " + RUN);
    }

    @Test
    void aLeaseThatRanOutAndThatNobodyTookHoldsNothingUp() {
        ledger.store(RUN, 2, 2);
        int[] beats = {0};
        lists = new WatchedListStore(ledger, what -> {}, what -> {
            history.add(what);
            ledger.runOutOfTime(RUN, () -> beats[0]++);
        });
        dispatch();

        assertThat(history).containsExactly("intend 1", "ACCEPT 1", "intend 2", "ACCEPT 2");
        assertThat(beats[0]).as("asked in each gap").isGreaterThanOrEqualTo(2);
        assertThat(stop.isSet()).isFalse();
    }

    /** Asleep for an hour in the gap; nobody took the run. The request is too late, the run is not over. */
    @Test
    void aProcessThatWasFrozenInTheGapAndStillOwnsTheRunSubmitsTheListAnew() {
        ledger.store(RUN, 2);
        lists = new WatchedListStore(ledger, what -> {}, what -> {
            history.add(what);
            if (history.size() == 1) {
                ticker.pass(Duration.ofHours(1));
                ledger.runOutOfTime(RUN, () -> {});
            }
        });
        dispatch();

        assertThat(history).containsExactly("intend 1", "RETURN 1", "intend 1", "ACCEPT 1");
        assertThat(stop.isSet()).isFalse();
    }

    @Test
    void aBeatThatTakesLongerThanTheGapMayIsNoLeaveToSend() {
        ledger.store(RUN, 2);
        lists = new WatchedListStore(ledger, what -> {}, what -> {
            history.add(what);
            if (history.size() == 1) {
                ledger.runOutOfTime(RUN, () -> ticker.pass(Duration.ofSeconds(3)));
            }
        });
        dispatch();

        assertThat(history).containsExactly("intend 1", "RETURN 1", "intend 1", "ACCEPT 1");
        assertThat(api.sentNames()).containsExactly("春季回访-k3f9x2mq-0001");
    }

    @Test
    void aListWhoseRunWasTakenInTheGapIsLeftToTheNewOwnerUnsent() {
        ledger.store(RUN, 2, 2);
        MemoryListStore other = ledger.otherProcess();
        lists = new WatchedListStore(ledger, what -> {}, what -> {
            if (what.equals("intend 1")) {
                other.take(RUN);
            }
        });

        assertThatExceptionOfType(LeaseLost.class).isThrownBy(this::dispatch).withMessageContaining(RUN);

        assertThat(api.sent()).isEmpty();
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.SUBMITTING);
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.PENDING);
        assertThat(stopMessage()).contains("no longer owns run " + RUN);
    }

    @Test
    void theAnswerToARunThatWasTakenIsNotRecordedAndNothingMoreLeaves() {
        ledger.store(RUN, 2, 2, 2);
        MemoryListStore other = ledger.otherProcess();
        lists = new WatchedListStore(
                ledger,
                what -> {
                    if (what.equals("ACCEPT 1")) {
                        other.take(RUN);
                        assertThat(other.markInFlightUnconfirmed(RUN, ticker.now()))
                                .isPositive();
                    }
                },
                what -> {});
        campaign = Campaigns.of("1/s", 4);
        dispatch();

        assertThat(api.sent()).hasSize(1);
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.PENDING);
        assertThat(stopMessage()).startsWith("this process no longer owns run " + RUN);
    }

    // How the tests dispatch

    private Submitter submitter() {
        return new Submitter(campaign, SETTINGS, lists, (RobotTaskGateway) api, stop, ticker, (list, state) -> {});
    }

    private void dispatch() {
        dispatchWith(submitter());
    }

    /** What the dispatch step does, without its pages. */
    private void dispatchWith(Submitter submitter) {
        try {
            while (!stop.isSet()) {
                List<ListRef> next = lists.pending(RUN, 1);
                if (!next.isEmpty()) {
                    submitter.submit(next.get(0));
                } else if (submitter.inFlight() > 0) {
                    submitter.awaitChange();
                } else {
                    break;
                }
            }
        } finally {
            submitter.awaitIdle();
        }
    }

    /** The answer to the n-th request, from 1. */
    private void plays(IntFunction<Answer> answers) {
        int[] count = {0};
        Function<RobotTask, PlayedApi.Play> play = task -> PlayedApi.Play.of(LATENCY, answers.apply(++count[0]));
        api = new PlayedApi(ticker, play);
    }

    private ListRef first() {
        return ledger.pending(RUN, 1).get(0);
    }

    private static int[] sizes(int count) {
        int[] sizes = new int[count];
        java.util.Arrays.fill(sizes, 2);
        return sizes;
    }

    private static void failAt(String where, String what) {
        if (what.equals(where)) {
            throw new IllegalStateException("disk full");
        }
    }

    private String stopMessage() {
        return stop.get().map(StopSignal.Stop::message).orElse(Message.NONE).english();
    }

    /** When the request left, on the clock on the wall. */
    private Instant momentOf(PlayedApi.Sent request) {
        return ticker.now().minusNanos(ticker.nanos() - request.nanos());
    }

    /** How long after the first request another one left. */
    private Duration sentAfter(int index) {
        return Duration.ofNanos(
                api.sent().get(index).nanos() - api.sent().get(0).nanos());
    }

    private void assertStates(ListState state, int count) {
        for (int number = 1; number <= count; number++) {
            assertThat(ledger.state(RUN, number)).as("list %d", number).isEqualTo(state);
        }
    }

    private void assertPace(int permits) {
        assertNoPeriodHoldsMoreThan(
                permits, api.sent().stream().map(PlayedApi.Sent::nanos).toList());
    }

    private void assertNoPeriodHoldsMoreThan(int permits, List<Long> moments) {
        for (int i = permits; i < moments.size(); i++) {
            assertThat(Duration.ofNanos(moments.get(i) - moments.get(i - permits)))
                    .as("requests %d to %d", i - permits, i)
                    .isGreaterThan(campaign.dispatch().rate().period());
        }
    }
}
