package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Reply;
import io.qianhu.ledger.Intent;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.MemoryFirstListStore;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.ledger.Outcome;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettlerTest {
    private static final String RUN = "k3f9x2mq";
    private static final Duration SETTLE_AFTER = DispatcherSettings.SAFE_SETTLE_AFTER;
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(1);

    private final HandTicker ticker = new HandTicker(Long.MAX_VALUE - 1_000);
    private final MemoryListStore ledger = new MemoryListStore();
    private final PlayedApi api = PlayedApi.answering(ticker, Duration.ZERO, Answers.unconfirmed());
    private final StopSignal stop = new StopSignal();
    private final List<String> heard = new ArrayList<>();
    private final FurtherList further = new FurtherList(new MemoryFirstListStore(ledger, RUN));
    private final Settler settler = settler(ledger);

    @Test
    void oneTaskOfTheNameIsProofAtOnce() {
        doubt(1);
        api.lookups(name -> listed("4711"));

        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.ACCEPTED);
        assertThat(settled(1).taskId()).isEqualTo("4711");
        assertThat(settled(1).code()).isEqualTo("qianhu.Settled");
        assertThat(heard).containsExactly("1 ACCEPTED");
    }

    @Test
    void twoTasksOfTheNameAreHeldForAPerson() {
        doubt(1);
        api.lookups(name -> listed("4711", "4712"));

        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
        assertThat(settled(1).message()).asString().contains("2 tasks");
    }

    @Test
    void aTaskWithoutACountContradictsNothing() {
        doubt(1);
        api.lookups(name -> listedWith(-1));

        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.ACCEPTED);
    }

    @Test
    void moreCalleesThanWereSubmittedAreHeldForAPersonAtOnce() {
        doubt(1);
        api.lookups(name -> listedWith(3));

        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
        assertThat(settled(1).message())
                .asString()
                .contains("task 4711", "3 callees", "2 were submitted", "qianhu resolve k3f9x2mq 1 --accepted 4711");
        assertThat(heard).containsExactly("1 HELD");
    }

    /** Held, it is up to a person, who may not submit it again then. */
    @ParameterizedTest
    @CsvSource({"more callees, 4711", "two tasks, 4711", "another task than before, 4712", "fewer callees, 4711"})
    void aTaskThatIsSeenIsKeptBeforeTheListIsHeld(String branch, String seen) {
        doubt(1);
        if (branch.equals("another task than before")) {
            api.lookups(name -> listedWith(1));
            settler.pass(RUN);
        }
        ticker.pass(SETTLE_AFTER.plusSeconds(1));
        api.lookups(name -> switch (branch) {
            case "more callees" -> listedWith(3);
            case "two tasks" -> listed("4711", "4712");
            case "another task than before" -> listed("4712");
            default -> listedWith(1);
        });
        List<String> written = new ArrayList<>();

        settler(new WatchedListStore(ledger, what -> {}, written::add)).pass(RUN);

        assertThat(written).containsExactly("saw 1", "HOLD 1");
        assertThat(ledger.undecided(RUN, 1))
                .hasValueSatisfying(held -> assertThat(held.seenTaskId()).isEqualTo(seen));
    }

    /** The platform documents the count as that of calls. */
    @ParameterizedTest
    @CsvSource({"3, ACCEPTED", "2, ACCEPTED", "1, HELD"})
    void whereThePlatformRecallsMoreThanTheCalleesIsNoContradictionAndFewerIs(long listed, ListState end) {
        ledger.store(RUN, 2);
        ledger.intend(new ListRef(RUN, 1, 0, 2), new Intent("task-1", "nonce", ticker.now(), "account", true));
        ledger.markInFlightUnconfirmed(RUN, ticker.now());
        ticker.pass(SETTLE_AFTER.plusSeconds(1));
        api.lookups(name -> listedWith(listed));

        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(end);
    }

    @Test
    void aTaskThatAnotherListHasIsHeldAndKept() {
        doubt(2);
        api.lookups(name -> listed("4711"));

        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.ACCEPTED);
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.HELD);
        assertThat(settled(2).message()).asString().isEqualTo("task 4711 is that of list 1 of run k3f9x2mq already");
        assertThat(heard).containsExactly("1 ACCEPTED", "2 HELD");
        assertThat(ledger.undecided(RUN, 2))
                .hasValueSatisfying(held -> assertThat(held.seenTaskId()).isEqualTo("4711"));
    }

    /** A person decides, and is not to decide against what the API shows. */
    @Test
    void theTaskOfAListThatIsHeldForAnUnknownCodeIsKeptWhenItIsListed() {
        ledger.store(RUN, 2, 2);
        for (int number = 1; number <= 2; number++) {
            ListRef attempt = ledger.intend(
                    new ListRef(RUN, number, 0, 2), new Intent("task-" + number, "nonce", ticker.now(), "account"));
            ledger.record(attempt, OutcomeOf.answer(Answers.unrecognised(), ticker.now()));
        }
        api.lookups(name -> name.equals("task-1") ? listed("4711") : listed());

        assertThat(settler.pass(RUN)).as("nothing to wait for").isEmpty();
        settler.pass(RUN);

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
        assertThat(ledger.undecided(RUN, 1))
                .hasValueSatisfying(held -> assertThat(held.seenTaskId()).isEqualTo("4711"));
        assertThat(api.asked()).extracting(PlayedApi.Asked::name).containsExactly("task-1", "task-2", "task-2");
        api.lookups(name -> new Lookup.NotAnswered(Answers.reply(403, "Forbidden.RAM"), true));
        settler.pass(RUN);
        assertThat(stop.isSet()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    void fewerCalleesMayBeStillBeingReadUntilAbsenceWouldBeProved(long listed) {
        doubt(1);
        api.lookups(name -> listedWith(listed));
        ticker.pass(SETTLE_AFTER.minusMillis(1));

        assertThat(settler.pass(RUN)).isPresent();
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);

        ticker.pass(Duration.ofSeconds(2));
        assertThat(settler.pass(RUN)).isEmpty();
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
        assertThat(settled(1).message())
                .asString()
                .contains("task 4711", listed + " callees", "2 were submitted", "resolve k3f9x2mq 1 --accepted 4711");
    }

    @Test
    void aTaskWhoseCalleesHaveBeenReadMeanwhileIsProof() {
        doubt(1);
        api.lookups(name -> listedWith(0));
        settler.pass(RUN);
        api.lookups(name -> listedWith(2));

        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.ACCEPTED);
    }

    /** The next process would submit a list again whose task was there. */
    @Test
    void whatWasListedWithFewerCalleesAndIsGoneIsNotAbsent() {
        doubt(2);
        api.lookups(name -> name.equals("task-1") ? listedWith(1) : listed());
        settler.pass(RUN);
        ticker.pass(SETTLE_AFTER);
        api.lookups(name -> listed());

        MemoryListStore nextProcess = ledger.otherProcess();
        nextProcess.take(RUN);
        Settler next = settler(nextProcess);
        next.pass(RUN);
        ticker.pass(ASK_AGAIN_AFTER);
        assertThat(next.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
        assertThat(settled(1).message())
                .asString()
                .contains("task 4711", "lists none now", "resolve k3f9x2mq 1 --accepted 4711");
        assertThat(ledger.state(RUN, 2)).as("which was never listed").isEqualTo(ListState.PENDING);
    }

    @Test
    void anotherTaskThanTheOneThatWasSeenIsHeld() {
        doubt(1);
        api.lookups(name -> listedWith(1));
        settler.pass(RUN);
        api.lookups(name -> api.listed(List.of(new Lookup.ListedTask("4712", "task", "RUNNING", null, 2))));

        settler.pass(RUN);

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
        assertThat(settled(1).message()).asString().contains("task 4711", "task 4712", "there should be one");
    }

    @Test
    void whatWasListedWithFewerCalleesIsRecordedOnceHoweverOftenItIsSeen() {
        List<String> writes = new ArrayList<>();
        Settler watched = settler(new WatchedListStore(ledger, writes::add, write -> {}));
        doubt(1);
        api.lookups(name -> listedWith(1));

        watched.pass(RUN);
        watched.pass(RUN);

        assertThat(writes).containsExactly("saw 1");
    }

    @Test
    void whatWasListedWithFewerCalleesIsNotLookedForAtAnotherAccount() {
        ledger.store(RUN, 2);
        ListRef list = ledger.intend(
                new ListRef(RUN, 1, 0, 2), new Intent("task-1", "nonce", ticker.now(), "another account"));
        ledger.markInFlightUnconfirmed(RUN, ticker.now());
        ledger.saw(list, "4711");
        ticker.pass(SETTLE_AFTER);
        api.lookups(name -> listed());

        settler.pass(RUN);

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
    }

    @Test
    void notFoundProvesNothingBeforeTheRequestCanNoLongerBeAccepted() {
        doubt(1);
        ticker.pass(SETTLE_AFTER.minusNanos(1));
        api.lookups(name -> listed());

        // The answer is dated to the second, which may cost one.
        assertThat(settler.pass(RUN).orElseThrow())
                .isBetween(
                        HandTicker.START.plus(SETTLE_AFTER),
                        HandTicker.START.plus(SETTLE_AFTER).plusSeconds(2));

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(heard).isEmpty();
    }

    @Test
    void notFoundTwiceAfterwardsPutsTheListBackForANewName() {
        doubt(1);
        ticker.pass(SETTLE_AFTER);
        api.lookups(name -> listed());

        assertThat(settler.pass(RUN)).contains(ticker.now().plus(ASK_AGAIN_AFTER));
        ticker.pass(ASK_AGAIN_AFTER.minusNanos(1));
        assertThat(settler.pass(RUN)).contains(ticker.now().plusNanos(1));
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);

        ticker.pass(Duration.ofNanos(1));
        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.pending(RUN, 9)).containsExactly(new ListRef(RUN, 1, 1, 1, 2));
        assertThat(api.asked())
                .last()
                .satisfies(
                        asked -> assertThat(asked.from()).as("on whatever day").isEqualTo(Instant.MIN));
    }

    @Test
    void whatIsFoundWhenItIsAskedForAgainIsAccepted() {
        doubt(1);
        ticker.pass(SETTLE_AFTER);
        api.lookups(name -> listed());
        settler.pass(RUN);
        api.lookups(name -> listed("4711"));
        ticker.pass(ASK_AGAIN_AFTER);

        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.ACCEPTED);
    }

    // What shows that anything of ours is listed

    private static final String ACCEPTED = "task-of-the-accepted";

    private void accepted(Instant signedAt) {
        ledger.store("b4n8r2wt", 2);
        ListRef list =
                ledger.intend(new ListRef("b4n8r2wt", 1, 0, 2), new Intent(ACCEPTED, "nonce", signedAt, "account"));
        ledger.record(list, new Outcome(Transition.ACCEPT, signedAt, 200, "OK", Message.NONE, null, "42"));
    }

    private void passTwice() {
        settler.pass(RUN);
        ticker.pass(ASK_AGAIN_AFTER);
        settler.pass(RUN);
    }

    @Test
    void theTaskThatWasAcceptedLastShowsThatTasksOfThisAccountAreListed() {
        accepted(ticker.now());
        doubt(3);
        ticker.pass(SETTLE_AFTER);
        api.withoutOthers().lookups(name -> name.equals(ACCEPTED) ? listed("42") : listed());

        passTwice();

        assertThat(ledger.pending(RUN, 9)).hasSize(3);
        assertThat(api.asked().stream().filter(asked -> asked.name().equals(ACCEPTED)))
                .as("asked for once in a pass")
                .hasSize(2);
    }

    @Test
    void aTaskOfThatNameWithAnotherIdShowsNothing() {
        accepted(ticker.now());
        doubt(1);
        ticker.pass(SETTLE_AFTER);
        api.withoutOthers().lookups(name -> name.equals(ACCEPTED) ? listed("43") : listed());

        passTwice();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
    }

    @Test
    void whereTheTaskThatWasAcceptedLastIsNotListedEitherTheListIsHeld() {
        accepted(ticker.now());
        doubt(1);
        ticker.pass(SETTLE_AFTER);
        api.withoutOthers().lookups(name -> listed());

        settler.pass(RUN);

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
        assertThat(settled(1).message()).asString().contains("no other one of this account", "console");
    }

    @Test
    void oneThatWasAcceptedJustNowMayBeListedLater() {
        doubt(1);
        ticker.pass(SETTLE_AFTER);
        accepted(ticker.now());
        api.withoutOthers().lookups(name -> listed());

        passTwice();
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);

        api.lookups(name -> name.equals(ACCEPTED) ? listed("42") : listed());
        passTwice();
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.PENDING);
    }

    @Test
    void whereNothingWasEverAcceptedOneFurtherListMayLeaveAlone() {
        doubt(1);
        ledger.store(RUN, 2);
        ticker.pass(SETTLE_AFTER);
        api.withoutOthers().lookups(name -> listed());

        settler.pass(RUN);

        assertThat(settler.wantsFurtherList()).isTrue();
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(further.take()).isTrue();
        assertThat(further.take()).as("asked for once").isFalse();
    }

    @Test
    void whereNoListIsLeftToShowItOrAnotherOneIsInDoubtTheyAreHeld() {
        doubt(2);
        ledger.store(RUN, 2);
        ticker.pass(SETTLE_AFTER);
        api.withoutOthers().lookups(name -> listed());

        settler.pass(RUN);

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
    }

    @Test
    void aLookForAnotherTaskThatIsNotAnsweredLeavesTheListInDoubt() {
        doubt(1);
        accepted(ticker.now());
        ticker.pass(SETTLE_AFTER);
        api.withoutOthers()
                .lookups(name -> name.equals(ACCEPTED)
                        ? new Lookup.NotAnswered(Answers.reply(503, "qianhu.Unreadable"), false)
                        : listed());

        passTwice();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
    }

    @Test
    void notFoundByAnotherAccountProvesNothingAndFailsTheRun() {
        ledger.store(RUN, 2);
        ledger.intend(new ListRef(RUN, 1, 0, 2), new Intent("task-1", "nonce", ticker.now(), "another account"));
        ledger.markInFlightUnconfirmed(RUN, ticker.now());
        ticker.pass(SETTLE_AFTER);
        api.lookups(name -> listed());

        settler.pass(RUN);

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(stop.get()).hasValueSatisfying(asked -> {
            assertThat(asked.cause()).isEqualTo(StopSignal.Cause.FAILURE);
            assertThat(asked.message())
                    .asString()
                    .contains("another account", "put qianhu.dyvms.endpoint and the access key back");
        });
    }

    /** Rows of older versions, and of a time when STS was away, do not say which account a temporary key was of. */
    @ParameterizedTest
    @CsvSource({
        "api key temporary of 1, api key temporary of 1, PENDING",
        "api key temporary of 1, api key temporary of 2, UNCONFIRMED",
        "api key temporary, api key temporary, PENDING",
        "api key temporary, api key temporary of 1, HELD",
        "api key temporary of 1, api key temporary, HELD",
        "other key temporary, api key temporary of 1, UNCONFIRMED"
    })
    void beforeAnotherTaskOfItsOwnNamedAccountIsListedNotFoundProvesNothing(String sent, String asked, ListState end) {
        doubtOf(sent, 1);
        ledger.store(RUN, 2);
        api.account(() -> asked);
        api.lookups(name -> listed());
        ticker.pass(SETTLE_AFTER);

        passTwice();

        assertThat(ledger.state(RUN, 1)).isEqualTo(end);
        assertThat(stop.isSet()).isEqualTo(end == ListState.UNCONFIRMED);
        assertThat(settler.wantsFurtherList()).isFalse();
    }

    /** So the key is that of the account that took it, whichever that is. */
    @ParameterizedTest
    @CsvSource({"api key temporary, api key temporary of 1", "api key temporary of 1, api key temporary"})
    void whatWasAcceptedUnderItsOwnNameShowsAlsoWhereTheAccountIsNotKnownForSure(String sent, String asked) {
        acceptedBy(sent);
        doubtOf(sent, 2);
        api.account(() -> asked);
        api.lookups(name -> name.equals("task-1") ? listed("4711") : listed());
        ticker.pass(SETTLE_AFTER);

        passTwice();

        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.PENDING);
    }

    /** It may be another account's, and so say nothing when it is not listed. */
    @Test
    void whatWasAcceptedByNobodyKnowsWhomIsNotMissedInTheListOfAKnownAccount() {
        acceptedBy("api key temporary");
        doubtOf("api key temporary of 1", 2);
        ledger.store(RUN, 2);
        api.account(() -> "api key temporary of 1");
        api.withoutOthers().lookups(name -> listed());
        ticker.pass(SETTLE_AFTER);

        settler.pass(RUN);

        assertThat(settler.wantsFurtherList()).isTrue();
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.UNCONFIRMED);
    }

    @Test
    void whatIsShownOfOneAccountShowsNothingOfAnother() {
        doubtOf("api key temporary of 1", 1);
        doubtOf("api key temporary", 2);
        api.account(() -> "api key temporary of 1");
        api.lookups(name -> listed());
        ticker.pass(SETTLE_AFTER);

        passTwice();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.PENDING);
        assertThat(ledger.state(RUN, 2)).isEqualTo(ListState.HELD);
    }

    private void doubtOf(String account, int number) {
        ledger.store(RUN, 2);
        ledger.intend(new ListRef(RUN, number, 0, 2), new Intent("task-" + number, "nonce", ticker.now(), account));
        ledger.markInFlightUnconfirmed(RUN, ticker.now());
    }

    private void acceptedBy(String account) {
        ledger.store(RUN, 2);
        ledger.record(
                ledger.intend(new ListRef(RUN, 1, 0, 2), new Intent("task-1", "nonce", ticker.now(), account)),
                new Outcome(Transition.ACCEPT, ticker.now(), 200, "OK", Message.text("OK"), null, "4711"));
    }

    @Test
    void foundByAnotherAccountIsProofAllTheSame() {
        ledger.store(RUN, 2);
        ledger.intend(new ListRef(RUN, 1, 0, 2), new Intent("task-1", "nonce", ticker.now(), "another account"));
        ledger.markInFlightUnconfirmed(RUN, ticker.now());
        api.lookups(name -> listed("4711"));

        assertThat(settler.pass(RUN)).isEmpty();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.ACCEPTED);
    }

    @Test
    void lookupsThatAreNotAnsweredForLongFailTheRun() {
        doubt(1);
        api.lookups(name ->
                new Lookup.NotAnswered(new Reply(0, "qianhu.ConnectionRefused", Message.text("nobody"), null), false));

        settler.pass(RUN);
        ticker.pass(Duration.ofMinutes(5).minusSeconds(1));
        settler.pass(RUN);
        assertThat(stop.get()).isEmpty();

        ticker.pass(Duration.ofSeconds(2));
        settler.pass(RUN);

        assertThat(stop.get().map(StopSignal.Stop::cause)).contains(StopSignal.Cause.FAILURE);
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
    }

    /** A lookup that takes long was asked when it was asked, not when it was answered. */
    @Test
    void theMomentOfAskingCountsAndNotThatOfTheAnswer() {
        doubt(1);
        ticker.pass(SETTLE_AFTER.minusSeconds(5));
        api.lookups(name -> {
            Lookup asked = listed();
            ticker.pass(Duration.ofSeconds(20));
            return asked;
        });

        assertThat(settler.pass(RUN)).isPresent();

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
    }

    // Clocks

    /** How far our clock was off when it signed, and how far it is off when it asks. */
    static Stream<Arguments> wrongClocks() {
        int[] minutes = {-15, -1, 0, 14, 15};
        return IntStream.of(minutes)
                .boxed()
                .flatMap(signing -> IntStream.of(minutes).mapToObj(asking -> Arguments.arguments(signing, asking)));
    }

    @ParameterizedTest
    @MethodSource("wrongClocks")
    void absenceIsProvedWhenTheServicesClockIsPastTheSignatureWhateverOursShows(int signing, int asking) {
        ticker.shiftClock(Duration.ofMinutes(signing));
        doubt(1);
        ticker.shiftClock(Duration.ofMinutes(asking - signing));
        Duration due = SETTLE_AFTER.plusMinutes(signing);
        api.lookups(name -> listed());

        ticker.pass(due.minusMillis(1));
        Instant soon = settler.pass(RUN).orElseThrow();
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(Duration.between(ticker.now(), soon)).isBetween(Duration.ZERO, Duration.ofSeconds(2));

        ticker.pass(Duration.between(ticker.now(), soon));
        settler.pass(RUN);
        ticker.pass(ASK_AGAIN_AFTER);
        assertThat(settler.pass(RUN)).isEmpty();
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.PENDING);
    }

    /** The service took the question's timestamp, so its clock is at most 31 minutes behind ours. */
    @Test
    void withoutADateTheProofTakesTheValidityOfTheQuestionLonger() {
        doubt(1);
        api.withoutDate().lookups(name -> listed());
        Duration due = SETTLE_AFTER.plusMinutes(31);

        ticker.pass(due.minusSeconds(2));
        assertThat(settler.pass(RUN)).contains(HandTicker.START.plus(due).plusSeconds(1));
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);

        ticker.pass(Duration.ofSeconds(3));
        settler.pass(RUN);
        ticker.pass(ASK_AGAIN_AFTER);
        assertThat(settler.pass(RUN)).isEmpty();
    }

    @Test
    void theCountdownGoesOnByMonotonicTimeWhenALookupIsNotAnswered() {
        doubt(1);
        api.lookups(name -> listed());
        settler.pass(RUN);
        ticker.shiftClock(Duration.ofHours(5));
        ticker.pass(Duration.ofMinutes(1));
        api.lookups(name -> new Lookup.NotAnswered(Answers.reply(503, "qianhu.Unreadable"), false));

        assertThat(Duration.between(ticker.now(), settler.pass(RUN).orElseThrow()))
                .isBetween(SETTLE_AFTER.minusMinutes(1), SETTLE_AFTER.minusSeconds(57));
    }

    @ParameterizedTest
    @CsvSource({"59, 0, ''", "-59, 0, ''", "62, 0, 62 s ahead of", "-62, 0, 62 s behind", "-62, 30, ''"})
    void aClockThatIsOffByMoreThanAMinuteIsToldOnce(int aheadSeconds, int tookSeconds, String said) {
        doubt(3);
        ticker.shiftClock(Duration.ofSeconds(aheadSeconds));
        api.lookups(name -> {
            Lookup asked = listed();
            ticker.pass(Duration.ofSeconds(tookSeconds));
            return asked;
        });
        List<String> log = LoggedLines.of(ServerClock.class, () -> {
            settler.pass(RUN);
            settler.pass(RUN);
        });

        assertThat(log).hasSize(said.isEmpty() ? 0 : 1).allMatch(line -> line.contains(said));
    }

    @Test
    void noAnswerLeavesTheListInDoubtHoweverLateItIs() {
        doubt(1);
        ticker.pass(SETTLE_AFTER.multipliedBy(3));
        api.lookups(name -> new Lookup.NotAnswered(Answers.reply(503, "qianhu.Unreadable"), false));

        assertThat(settler.pass(RUN)).contains(HandTicker.START.plus(SETTLE_AFTER));

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(stop.isSet()).isFalse();
    }

    @Test
    void aLookupThatNeedsAPersonFailsTheRunAndAsksNothingMore() {
        doubt(3);
        api.lookups(name -> new Lookup.NotAnswered(Answers.reply(403, "Forbidden.RAM"), true));

        assertThat(settler.pass(RUN)).isPresent();

        assertThat(api.asked()).hasSize(1);
        assertThat(stop.get()).hasValueSatisfying(reason -> {
            assertThat(reason.cause()).isEqualTo(StopSignal.Cause.FAILURE);
            assertThat(reason.message()).asString().contains("Forbidden.RAM", "run the same command again");
        });
        assertThat(ledger.unconfirmed(RUN)).hasSize(3);
    }

    @Test
    void eachListIsAskedForByItsOwnNameAndInTheDaysInWhichItCanHaveBeenCreated() {
        doubt(2);
        ticker.pass(Duration.ofHours(9));
        api.lookups(name -> listed(name));
        settler.pass(RUN);

        assertThat(api.asked()).extracting(PlayedApi.Asked::name).containsExactly("task-1", "task-2");
        assertThat(api.asked()).allSatisfy(asked -> {
            assertThat(asked.from()).isEqualTo(HandTicker.START.minus(DispatcherSettings.LONGEST_VALIDITY));
            assertThat(asked.to())
                    .isEqualTo(HandTicker.START.plus(SETTLE_AFTER).plus(DispatcherSettings.LONGEST_VALIDITY));
        });
    }

    @Test
    void aStopEndsThePass() {
        doubt(30);
        api.lookups(name -> {
            if (name.equals("task-11")) {
                stop.stop(StopSignal.Cause.REQUEST, Message.text("asked for"));
            }
            return listed();
        });

        settler.pass(RUN);

        assertThat(api.asked()).hasSize(11);
    }

    @Test
    void theEarliestMomentOfProofIsThatOfTheOldestSignature() {
        doubt(1);
        Instant older = HandTicker.START.minusSeconds(60);
        ledger.store(RUN, 2);
        ListRef second = ledger.intend(new ListRef(RUN, 2, 0, 2), new Intent("task-2", "nonce", older, "account"));
        ledger.record(
                second, new Outcome(Transition.DOUBT, ticker.now(), 0, "qianhu.Timeout", Message.NONE, null, null));
        api.lookups(name -> listed());

        assertThat(settler.pass(RUN).orElseThrow())
                .isBetween(older.plus(SETTLE_AFTER), older.plus(SETTLE_AFTER).plusSeconds(2));
    }

    private Settler settler(ListStore store) {
        return new Settler(
                new DispatcherSettings(
                        SETTLE_AFTER,
                        Duration.ofMinutes(5),
                        5,
                        5,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(1)),
                store,
                api,
                stop,
                ticker,
                (list, state) -> heard.add(list.number() + " " + state),
                further);
    }

    private void doubt(int lists) {
        for (int number = 1; number <= lists; number++) {
            ledger.store(RUN, 2);
            ledger.intend(
                    new ListRef(RUN, number, 0, 2), new Intent("task-" + number, "nonce", ticker.now(), "account"));
        }
        ledger.markInFlightUnconfirmed(RUN, ticker.now());
    }

    private Outcome settled(int number) {
        return ledger.outcomes(RUN, number).get(1);
    }

    private Lookup listed(String... ids) {
        return api.listed(List.of(ids).stream()
                .map(id -> new Lookup.ListedTask(id, "task", "RUNNING", null, 2))
                .toList());
    }

    private Lookup listedWith(long callees) {
        return api.listed(List.of(new Lookup.ListedTask("4711", "task", "RUNNING", null, callees)));
    }
}
