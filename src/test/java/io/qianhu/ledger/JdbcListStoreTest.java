package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcListStoreTest {
    private final LedgerOnDisk ledger;
    private int runs;
    private String run = "";

    JdbcListStoreTest(@TempDir Path directory) {
        ledger = new LedgerOnDisk(directory);
    }

    @BeforeEach
    void beginRun() {
        run = "run-" + ++runs;
        ledger.begin(run);
    }

    @AfterAll
    void close() {
        ledger.close();
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

        if (transition.from() == state) {
            apply(list, transition);

            assertThat(ledger.state(list)).isEqualTo(transition.to());
        } else {
            assertThatExceptionOfType(TransitionRefused.class)
                    .isThrownBy(() -> apply(list, transition))
                    .withMessageContaining(transition.name())
                    .withMessageContaining("list 1 of run " + run);

            assertThat(ledger.state(list)).isEqualTo(state);
            assertThat(onlySubmission(list))
                    .as("the refused transition leaves no trace")
                    .extracting(ListReport::attempt, ListReport::answeredAt)
                    .containsExactly(1, null);
        }
    }

    @ParameterizedTest
    @EnumSource(Transition.class)
    void aTransitionOfAnotherAttemptIsRefused(Transition transition) {
        ListRef list = listIn(transition.from());

        assertThatExceptionOfType(TransitionRefused.class).isThrownBy(() -> apply(list.nextAttempt(), transition));

        assertThat(ledger.state(list)).isEqualTo(transition.from());
    }

    @Test
    void theIntentOutlivesTheRollbackOfTheCallersTransaction() {
        ledger.store(run, 3);
        ListRef list = only(ledger.lists.pending(run, 10));

        ListRef attempt = ledger.transaction.execute(status -> {
            ListRef submitting = ledger.intend(list);
            assertThat(ledger.state(submitting)).isEqualTo(ListState.SUBMITTING);
            status.setRollbackOnly();
            return submitting;
        });

        assertThat(attempt).isEqualTo(list.nextAttempt());
        assertThat(ledger.state(list)).isEqualTo(ListState.SUBMITTING);
        assertThat(onlySubmission(list).taskName()).isEqualTo(run + "-1-1");
    }

    @Test
    void theOutcomeOutlivesTheRollbackOfTheCallersTransaction() {
        ListRef list = listIn(ListState.SUBMITTING);

        ledger.transaction.executeWithoutResult(status -> {
            ledger.lists.record(list, LedgerOnDisk.outcome(Transition.ACCEPT));
            status.setRollbackOnly();
        });

        assertThat(ledger.state(list)).isEqualTo(ListState.ACCEPTED);
        assertThat(onlySubmission(list).taskId()).isEqualTo("4711");
    }

    @Test
    void pendingGivesTheLowestNumbersFirstAndNoMoreThanAsked() {
        ledger.store(run, 2, 2, 2, 2);
        List<ListRef> all = ledger.lists.pending(run, 10);
        ledger.intend(all.get(1));
        ledger.submit(all.get(2), Transition.RETURN);

        assertThat(ledger.lists.pending(run, 10))
                .containsExactly(new ListRef(run, 1, 0, 2), new ListRef(run, 3, 1, 2), new ListRef(run, 4, 0, 2));
        assertThat(ledger.lists.pending(run, 2)).extracting(ListRef::number).containsExactly(1, 3);
    }

    @Test
    void calleesAreThoseOfTheList() {
        ledger.store(run, 2, 3);

        assertThat(ledger.lists.callees(new ListRef(run, 2, 0, 3))).isEqualTo(LedgerOnDisk.callees(2, 3));
    }

    @Test
    void leftoversOfADeadProcessBecomeUnconfirmedAndNothingElseDoes() {
        ledger.store(run, 1, 1, 1, 1);
        List<ListRef> all = ledger.lists.pending(run, 10);
        ledger.intend(all.get(0));
        ledger.submit(all.get(1), Transition.ACCEPT);
        ledger.intend(all.get(3));

        assertThat(ledger.lists.doubtLeftovers(run, LedgerOnDisk.NOW)).isEqualTo(2);

        assertThat(all)
                .extracting(ledger::state)
                .containsExactly(ListState.UNCONFIRMED, ListState.ACCEPTED, ListState.PENDING, ListState.UNCONFIRMED);
        assertThat(ledger.lists.unconfirmed(run))
                .containsExactly(
                        new Unconfirmed(all.get(0).nextAttempt(), run + "-1-1", LedgerOnDisk.NOW),
                        new Unconfirmed(all.get(3).nextAttempt(), run + "-4-1", LedgerOnDisk.NOW));
        assertThat(ledger.lists.doubtLeftovers(run, LedgerOnDisk.NOW)).isZero();
    }

    @Test
    void leftoversOfOtherRunsAreLeftAlone() {
        ListRef list = listIn(ListState.SUBMITTING);
        ledger.begin(run + "-other");

        assertThat(ledger.lists.doubtLeftovers(run + "-other", LedgerOnDisk.NOW))
                .isZero();
        assertThat(ledger.state(list)).isEqualTo(ListState.SUBMITTING);
    }

    @Test
    void aLateAnswerCannotTouchTheNextAttempt() {
        ledger.store(run, 1);
        ListRef first = ledger.submit(only(ledger.lists.pending(run, 1)), Transition.RETURN);
        ListRef second = ledger.intend(first);

        assertThatExceptionOfType(TransitionRefused.class)
                .isThrownBy(() -> ledger.lists.record(first, LedgerOnDisk.outcome(Transition.ACCEPT)));

        assertThat(ledger.state(second)).isEqualTo(ListState.SUBMITTING);
        assertThat(onlySubmission(second).taskId()).isNull();
    }

    @Test
    void theSettledOutcomeKeepsTheRequestIdOfTheSubmission() {
        ListRef list = listIn(ListState.SUBMITTING);
        ledger.lists.record(list, LedgerOnDisk.outcome(Transition.DOUBT));

        ledger.lists.record(
                list, new Outcome(Transition.FIND, LedgerOnDisk.NOW, 0, "qianhu.Settled", "found", null, "4712"));

        assertThat(onlySubmission(list))
                .extracting(ListReport::requestId, ListReport::taskId)
                .containsExactly("request-1", "4712");
    }

    @Test
    void lastSignedAtIsTheLatestOfAllRuns(@TempDir Path directory) {
        try (LedgerOnDisk fresh = new LedgerOnDisk(directory)) {
            assertThat(fresh.lists.lastSignedAt()).isEmpty();

            Instant latest = LedgerOnDisk.NOW.plus(Duration.ofHours(1));
            for (String id : List.of("first", "second")) {
                fresh.begin(id);
                fresh.store(id, 1);
            }
            fresh.lists.intend(new ListRef("first", 1, 0, 1), new Intent("one", "nonce-1", latest));
            fresh.lists.intend(new ListRef("second", 1, 0, 1), new Intent("two", "nonce-2", LedgerOnDisk.NOW));

            assertThat(fresh.lists.lastSignedAt()).contains(latest);
        }
    }

    /** A list at attempt 1 in this state, with a submission that has no answer yet. */
    private ListRef listIn(ListState state) {
        ledger.store(run, 1);
        ListRef list = ledger.intend(only(ledger.lists.pending(run, 1)));
        ledger.jdbc
                .sql("update call_list set state = ? where run_id = ?")
                .params(state.name(), run)
                .update();
        return list;
    }

    private void apply(ListRef list, Transition transition) {
        if (transition == Transition.SUBMIT) {
            ledger.intend(list);
        } else {
            ledger.lists.record(list, LedgerOnDisk.outcome(transition));
        }
    }

    private ListReport onlySubmission(ListRef list) {
        List<ListReport> reports = new ArrayList<>();
        ledger.runs.eachList(list.run(), reports::add);
        return only(reports);
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }
}
