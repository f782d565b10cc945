package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.qianhu.message.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link ListStore} promises, so that what is proved with the one in memory holds for the one on disk. */
abstract class ListStoreContract {
    private int runs;
    protected String run = "";

    abstract ListStore lists();

    /** A run without lists. */
    abstract void begin(String run);

    /** Adds lists of these sizes with the callees of {@link LedgerOnDisk#callees}. */
    abstract void store(String run, int... sizes);

    abstract ListState state(ListRef list);

    /** Puts a list into a state, past all transitions. */
    abstract void force(ListRef list, ListState state);

    /** The lists as another process sees them, without any lease. */
    abstract ListStore ofAnotherProcess();

    /** That other process takes the lease of the run, which its owner has not renewed in time. */
    abstract void otherTakes(String run);

    /** Where a store keeps submissions that can be looked at: the list's has no answer. */
    void assertNothingWasAnswered(ListRef list) {}

    @BeforeEach
    void beginRun() {
        run = "run-" + ++runs;
        begin(run);
    }

    static Stream<Arguments> statesAndTransitions() {
        return Arrays.stream(ListState.values())
                .flatMap(
                        state -> Arrays.stream(Transition.values()).map(transition -> Arguments.of(state, transition)));
    }

    @ParameterizedTest(name = "{1} from {0}")
    @MethodSource("statesAndTransitions")
    void aTransitionLeavesOnlyTheStateItNames(ListState state, Transition transition) {
        ListRef list = listIn(state);

        if (transition.from() == state && !transition.byPerson()) {
            apply(list, transition);

            assertThat(state(list)).isEqualTo(transition.to());
        } else {
            assertThatExceptionOfType(TransitionRefused.class)
                    .isThrownBy(() -> apply(list, transition))
                    .withMessageContaining(transition.name())
                    .withMessageContaining("list 1 of run " + run);

            assertThat(state(list)).isEqualTo(state);
            assertNothingWasAnswered(list);
        }
    }

    @ParameterizedTest
    @EnumSource(Transition.class)
    void aTransitionOfAnotherAttemptIsRefused(Transition transition) {
        ListRef list = listIn(transition.from());

        assertThatExceptionOfType(TransitionRefused.class).isThrownBy(() -> apply(list.nextAttempt(), transition));

        assertThat(state(list)).isEqualTo(transition.from());
    }

    @Test
    void pendingGivesTheLowestNumbersFirstAndNoMoreThanAsked() {
        store(run, 2, 2, 2, 2);
        List<ListRef> all = lists().pending(run, 10);
        intend(all.get(1));
        submit(all.get(2), Transition.RETURN);

        assertThat(lists().pending(run, 10))
                .containsExactly(new ListRef(run, 1, 0, 2), new ListRef(run, 3, 1, 2), new ListRef(run, 4, 0, 2));
        assertThat(lists().pending(run, 2)).extracting(ListRef::number).containsExactly(1, 3);
    }

    @Test
    void calleesAreThoseOfTheList() {
        store(run, 2, 3);

        assertThat(lists().callees(new ListRef(run, 2, 0, 3))).isEqualTo(LedgerOnDisk.callees(2, 3));
    }

    @Test
    void leftoversOfADeadProcessBecomeUnconfirmedAndNothingElseDoes() {
        store(run, 1, 1, 1, 1);
        List<ListRef> all = lists().pending(run, 10);
        intend(all.get(0));
        submit(all.get(1), Transition.ACCEPT);
        intend(all.get(3));

        assertThat(lists().markInFlightUnconfirmed(run, LedgerOnDisk.NOW)).isEqualTo(2);

        assertThat(all)
                .extracting(this::state)
                .containsExactly(ListState.UNCONFIRMED, ListState.ACCEPTED, ListState.PENDING, ListState.UNCONFIRMED);
        assertThat(lists().unconfirmed(run))
                .containsExactly(
                        new LatestAttempt(
                                new ListRef(run, 1, 1, 1, 1), run + "-1-1", LedgerOnDisk.NOW, "account", false, null),
                        new LatestAttempt(
                                new ListRef(run, 4, 1, 1, 1), run + "-4-1", LedgerOnDisk.NOW, "account", false, null));
        assertThat(lists().markInFlightUnconfirmed(run, LedgerOnDisk.NOW)).isZero();
    }

    @Test
    void aTaskThatWasSeenIsKnownToEveryProcessAndOfThatAttemptOnly() {
        store(run, 1, 1);
        List<ListRef> both = lists().pending(run, 10);
        ListRef seen = submit(both.get(0), Transition.DOUBT);
        ListRef other = submit(both.get(1), Transition.DOUBT);

        lists().saw(seen, "4711");

        assertThat(state(seen)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(ofAnotherProcess().unconfirmed(run))
                .extracting(LatestAttempt::list, LatestAttempt::seenTaskId)
                .containsExactly(tuple(doubted(seen), "4711"), tuple(doubted(other), null));

        lists().record(seen, LedgerOnDisk.outcome(Transition.PROVE_ABSENT));
        submit(seen, Transition.DOUBT);
        assertThatExceptionOfType(TransitionRefused.class).isThrownBy(() -> lists().saw(seen, "4711"));
        assertThat(lists().unconfirmed(run))
                .extracting(LatestAttempt::seenTaskId)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @EnumSource(ListState.class)
    void aTaskIsSeenOnlyOfAListThatIsNeitherOnItsWayNorAtAnEndAndAtItsAttempt(ListState state) {
        ListRef list = listIn(state);
        boolean allowed = List.of(ListState.UNCONFIRMED, ListState.HELD, ListState.REFUSED, ListState.PENDING)
                .contains(state);

        assertThatExceptionOfType(TransitionRefused.class)
                .isThrownBy(() -> lists().saw(list.nextAttempt(), "4711"))
                .withMessageContaining("needs state UNCONFIRMED");
        if (allowed) {
            lists().saw(list, "4711");
        } else {
            assertThatExceptionOfType(TransitionRefused.class).isThrownBy(() -> lists().saw(list, "4711"));
        }
        force(list, ListState.UNCONFIRMED);
        assertThat(only(lists().unconfirmed(run)).seenTaskId()).isEqualTo(allowed ? "4711" : null);
    }

    @ParameterizedTest
    @CsvSource({
        "SUBMITTING, ACCEPT, account, UNCONFIRMED",
        "UNCONFIRMED, FIND, account, HELD",
        "SUBMITTING, ACCEPT, other, ACCEPTED",
        "UNCONFIRMED, FIND, other, ACCEPTED"
    })
    void aTaskIsThatOfOneListOfItsAccount(ListState from, Transition transition, String account, ListState end) {
        begin(run + "-earlier");
        store(run + "-earlier", 1);
        ListRef earlier = intend(only(lists().pending(run + "-earlier", 1)));
        String task = "4001" + runs;
        assertThat(lists().record(earlier, with(Transition.ACCEPT, task)).transition())
                .isEqualTo(Transition.ACCEPT);
        store(run, 1);
        ListRef list = lists().intend(
                        only(lists().pending(run, 1)),
                        new Intent("name of " + run, "nonce", LedgerOnDisk.NOW, account));
        force(list, from);

        Outcome recorded = lists().record(list, with(transition, task));

        assertThat(state(list)).isEqualTo(end).isEqualTo(recorded.transition().to());
        if (end == ListState.UNCONFIRMED) {
            assertThat(only(lists().unconfirmed(run)).seenTaskId())
                    .as("it is not of this list's name")
                    .isNull();
        } else if (end == ListState.HELD) {
            assertThat(lists().undecided(run, 1))
                    .hasValueSatisfying(held -> assertThat(held.seenTaskId()).isEqualTo(task));
        }
        if (end != ListState.ACCEPTED) {
            assertThat(recorded.taskId()).isNull();
            assertThat(recorded.message())
                    .asString()
                    .isEqualTo("task " + task + " is that of list 1 of run " + run + "-earlier already");
        }
    }

    /** Where one of the two names does not say which account it is, they may be one. */
    @ParameterizedTest
    @CsvSource({
        "api key temporary of 1, api key temporary of 1, UNCONFIRMED",
        "api key temporary, api key temporary of 1, UNCONFIRMED",
        "api key temporary of 1, api key temporary, UNCONFIRMED",
        "api key temporary of 1, api key temporary of 2, ACCEPTED",
        "api key temporary of 1, api key temporary of 12, ACCEPTED",
        "other key temporary, api key temporary of 1, ACCEPTED"
    })
    void aTaskOfATemporaryKeyIsThatOfOneListOfItsAccount(String earlier, String account, ListState end) {
        begin(run + "-earlier");
        String task = "4003" + runs;
        for (String id : List.of(run + "-earlier", run)) {
            store(id, 1);
            ListRef list = lists().intend(
                            only(lists().pending(id, 1)),
                            new Intent("of " + id, "nonce", LedgerOnDisk.NOW, id.equals(run) ? account : earlier));
            lists().record(list, with(Transition.ACCEPT, task));
            assertThat(state(list)).isEqualTo(id.equals(run) ? end : ListState.ACCEPTED);
        }
    }

    @Test
    void whatWasAcceptedLastIsToldByTheExactNameOfTheAccount() {
        String host = "host-" + runs;
        store(run, 1, 1);
        List<ListRef> both = lists().pending(run, 2);
        lists().record(
                        lists().intend(
                                        both.get(0),
                                        new Intent("old " + run, "nonce", LedgerOnDisk.NOW, host + " key temporary")),
                        with(Transition.ACCEPT, "4004" + runs));
        assertThat(lists().lastAccepted(host + " key temporary of 1")).isEmpty();

        lists().record(
                        lists().intend(
                                        both.get(1),
                                        new Intent("new " + run, "n", LedgerOnDisk.NOW, host + " key temporary of 1")),
                        with(Transition.ACCEPT, "4005" + runs));
        assertThat(lists().lastAccepted(host + " key temporary of 1")
                        .orElseThrow()
                        .taskId())
                .isEqualTo("4005" + runs);
        assertThat(lists().lastAccepted(host + " key temporary").orElseThrow().taskId())
                .isEqualTo("4004" + runs);
    }

    @Test
    void aTaskThatWasSeenIsTakenForOtherListsAndNotForItsOwn() {
        store(run, 1, 1);
        List<ListRef> both = lists().pending(run, 2);
        ListRef seen = submit(both.get(0), Transition.DOUBT);
        lists().saw(seen, "4002" + runs);
        ListRef other = intend(both.get(1));

        lists().record(other, with(Transition.ACCEPT, "4002" + runs));
        assertThat(state(other)).isEqualTo(ListState.UNCONFIRMED);

        lists().record(seen, with(Transition.FIND, "4002" + runs));
        assertThat(state(seen)).isEqualTo(ListState.ACCEPTED);
    }

    private static Outcome with(Transition transition, String taskId) {
        return new Outcome(transition, LedgerOnDisk.NOW, 200, "OK", Message.text("OK"), null, taskId);
    }

    @ParameterizedTest
    @CsvSource({"isv.AMOUNT_NOT_ENOUGH, true", "qianhu.NotSent, false", "Throttling.User, false", "isvX, false"})
    void aListThatCameBackWithABusinessCodeIsLookedUpFirst(String code, boolean first) {
        store(run, 1);
        assertThat(lists().lookFirst(only(lists().pending(run, 1)))).isEmpty();
        ListRef list = intend(only(lists().pending(run, 1)));
        assertThat(lists().lookFirst(list)).isEmpty();
        lists().record(list, new Outcome(Transition.RETURN, LedgerOnDisk.NOW, 400, code, Message.NONE, null, null));

        assertThat(lists().lookFirst(list).map(LatestAttempt::taskName))
                .isEqualTo(first ? Optional.of(run + "-1-1") : Optional.empty());

        ListRef again = intend(list);
        lists().record(
                        again,
                        new Outcome(
                                Transition.RETURN, LedgerOnDisk.NOW, 0, "qianhu.NotSent", Message.NONE, null, null));
        assertThat(lists().lookFirst(again))
                .as("it was looked up before it left")
                .isEmpty();
    }

    @Test
    void listsThatAreHeldForAnUnknownCodeAreToBeLookedUpUntilTheirTaskIsSeen() {
        store(run, 1, 1, 1);
        List<ListRef> all = lists().pending(run, 3);
        ListRef held = submit(all.get(0), Transition.HOLD_UNRECOGNISED);
        lists().record(submit(all.get(1), Transition.DOUBT), LedgerOnDisk.outcome(Transition.HOLD));
        submit(all.get(2), Transition.REFUSE);

        assertThat(lists().unrecognised(run))
                .extracting(it -> it.list().number())
                .containsExactly(held.number());
        lists().saw(held, "4711");
        assertThat(lists().unrecognised(run)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(ListState.class)
    void whatAPersonMayDecideAboutCanBeLookedUp(ListState state) {
        ListRef list = listIn(state);

        assertThat(lists().undecided(run, 1).map(LatestAttempt::list))
                .isEqualTo(
                        List.of(ListState.UNCONFIRMED, ListState.HELD, ListState.REFUSED)
                                        .contains(state)
                                ? Optional.of(list)
                                : Optional.empty());
    }

    @Test
    void whetherThePlatformRecallsIsKnownOfEachAttempt() {
        store(run, 1);
        ListRef list = lists().intend(
                        only(lists().pending(run, 1)), new Intent("a", "nonce", LedgerOnDisk.NOW, "account", true));
        lists().record(list, LedgerOnDisk.outcome(Transition.DOUBT));

        assertThat(only(lists().unconfirmed(run)).recalls()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RETURN, 0, true",
        "DOUBT, 1, false",
        "REFUSE, 1, false",
        "HOLD_UNRECOGNISED, 1, false",
        "ACCEPT, 0, false"
    })
    void onlyAnAttemptThatProvablyMadeNoTaskGivesItsNameBack(Transition end, int doubts, boolean again) {
        store(run, 1);
        ListRef ended = submit(only(lists().pending(run, 1)), end);
        Intent sameName = new Intent(run + "-1-1", "nonce", LedgerOnDisk.NOW, "account");
        force(ended, ListState.PENDING);

        ListRef pending = only(lists().pending(run, 1));
        assertThat(pending).isEqualTo(new ListRef(run, 1, 1, doubts, 1));
        if (again) {
            assertThat(lists().intend(pending, sameName)).isEqualTo(new ListRef(run, 1, 2, doubts, 1));
        } else {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> lists().intend(pending, sameName))
                    .withMessageContaining(run + "-1-1");
            assertThat(state(pending)).isEqualTo(ListState.PENDING);
        }
    }

    @Test
    void noListTakesTheNameOfAnother() {
        store(run, 1, 1);
        List<ListRef> both = lists().pending(run, 10);
        Intent name = new Intent(run + "-1-1", "nonce", LedgerOnDisk.NOW, "account");
        submit(both.get(0), Transition.RETURN);
        lists().intend(only(lists().pending(run, 1)), name);

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> lists().intend(both.get(1), name));
    }

    @Test
    void leftoversOfOtherRunsAreLeftAlone() {
        ListRef list = listIn(ListState.SUBMITTING);
        begin(run + "-other");

        assertThat(lists().markInFlightUnconfirmed(run + "-other", LedgerOnDisk.NOW))
                .isZero();
        assertThat(state(list)).isEqualTo(ListState.SUBMITTING);
    }

    @Test
    void aLateAnswerCannotTouchTheNextAttempt() {
        store(run, 1);
        ListRef first = submit(only(lists().pending(run, 1)), Transition.RETURN);
        ListRef second = intend(first);

        assertThatExceptionOfType(TransitionRefused.class)
                .isThrownBy(() -> lists().record(first, LedgerOnDisk.outcome(Transition.ACCEPT)));

        assertThat(state(second)).isEqualTo(ListState.SUBMITTING);
        assertNothingWasAnswered(second);
    }

    @Test
    void whoNeverHadTheLeaseCannotWrite() {
        ListRef pending = listIn(ListState.PENDING);

        assertWritesNothing(ofAnotherProcess(), pending);
        assertThat(ofAnotherProcess().holds(run)).isFalse();
        assertThat(lists().holds(run)).isTrue();
        assertThat(state(pending)).isEqualTo(ListState.PENDING);
    }

    @Test
    void whoseLeaseWasTakenCannotWriteAndTheNewOwnerCan() {
        store(run, 1, 1);
        List<ListRef> all = lists().pending(run, 10);
        ListRef submitting = intend(all.get(0));

        otherTakes(run);

        assertWritesNothing(lists(), all.get(1));
        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> lists().record(submitting, LedgerOnDisk.outcome(Transition.ACCEPT)))
                .withMessageContaining(run);
        assertThatExceptionOfType(LeaseLost.class).isThrownBy(() -> lists().saw(submitting, "4711"));
        assertThat(state(submitting)).isEqualTo(ListState.SUBMITTING);
        assertThat(ofAnotherProcess().holds(run)).isTrue();
        assertThat(ofAnotherProcess().markInFlightUnconfirmed(run, LedgerOnDisk.NOW))
                .isEqualTo(1);
        ofAnotherProcess().record(submitting, LedgerOnDisk.outcome(Transition.FIND));
        ofAnotherProcess().intend(all.get(1), new Intent(run + "-name", "nonce", LedgerOnDisk.NOW, "account"));
        assertThat(all).extracting(this::state).containsExactly(ListState.ACCEPTED, ListState.SUBMITTING);
    }

    private void assertWritesNothing(ListStore writer, ListRef pending) {
        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> writer.intend(pending, new Intent("other", "nonce", LedgerOnDisk.NOW, "account")));
        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> writer.markInFlightUnconfirmed(run, LedgerOnDisk.NOW));
    }

    /** A list at attempt 1 in this state, with a submission that has no answer yet. */
    protected ListRef listIn(ListState state) {
        store(run, 1);
        ListRef list = intend(only(lists().pending(run, 1)));
        force(list, state);
        return list;
    }

    private void apply(ListRef list, Transition transition) {
        if (transition == Transition.SUBMIT) {
            intend(list);
        } else {
            lists().record(list, LedgerOnDisk.outcome(transition));
        }
    }

    private ListRef intend(ListRef list) {
        String taskName = list.run() + "-" + list.number() + "-" + (list.attempt() + 1);
        return lists().intend(list, new Intent(taskName, "nonce", LedgerOnDisk.NOW, "account"));
    }

    private ListRef submit(ListRef list, Transition answer) {
        ListRef attempt = intend(list);
        lists().record(attempt, LedgerOnDisk.outcome(answer));
        return attempt;
    }

    private static ListRef doubted(ListRef list) {
        return new ListRef(list.run(), list.number(), list.attempt(), list.doubts() + 1, list.calleeCount());
    }

    static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
