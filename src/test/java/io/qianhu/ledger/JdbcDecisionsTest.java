package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcDecisionsTest {
    private static final Duration SETTLE_AFTER = Duration.ofMinutes(31);
    private static final Instant LATER = LedgerOnDisk.NOW.plus(Duration.ofHours(1));

    private final LedgerOnDisk ledger;
    private final Decisions decisions;
    private int runs;
    private String run = "";

    JdbcDecisionsTest(@TempDir Path directory) {
        ledger = new LedgerOnDisk(directory);
        decisions = new JdbcDecisions(
                ledger.jdbc, new JdbcTransactionManager(ledger.dataSource), ledger.leases, DiskSync.NONE);
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @BeforeEach
    void begin() {
        run = "run-" + ++runs;
        ledger.begin(run);
    }

    static Stream<Arguments> statesAndResolutions() {
        return Arrays.stream(ListState.values())
                .flatMap(state -> Arrays.stream(Resolution.values()).map(to -> Arguments.of(state, to)));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("statesAndResolutions")
    void aPersonDecidesWhatNoRuleCanAndNothingElse(ListState state, Resolution resolution) {
        ListRef list = listIn(state);
        Map<ListState, List<Resolution>> allowed = Map.of(
                ListState.HELD, List.of(Resolution.values()),
                ListState.UNCONFIRMED, List.of(Resolution.values()),
                ListState.REFUSED, List.of(Resolution.RESUBMIT, Resolution.ABANDON));

        if (allowed.getOrDefault(state, List.of()).contains(resolution)) {
            decide(resolution, LATER);

            Map<Resolution, ListState> ends = Map.of(
                    Resolution.ACCEPTED, ListState.ACCEPTED,
                    Resolution.RESUBMIT, ListState.PENDING,
                    Resolution.ABANDON, ListState.ABANDONED);
            assertThat(ledger.state(list)).isEqualTo(ends.get(resolution));
            assertThat(decisions.of(run))
                    .extracting(Decided::list, Decided::by, Decided::at)
                    .containsExactly(tuple(list, "wang.li", LATER));
        } else {
            assertThatExceptionOfType(DecisionRefused.class)
                    .isThrownBy(() -> decide(resolution, LATER))
                    .withMessageContaining("list 1 of run " + run + " is " + state);

            assertThat(ledger.state(list)).isEqualTo(state);
            assertThat(decisions.of(run)).isEmpty();
        }
    }

    @Test
    void aRefusedListHasNoTaskAndThePersonIsToldWhatElseToSay() {
        listIn(ListState.REFUSED);

        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(Resolution.ACCEPTED, LATER))
                .withMessageContaining("it has no task; --resubmit or --abandon");
    }

    /** Its request may still be accepted: sent again it would call everybody twice. */
    @ParameterizedTest
    @CsvSource({"RESUBMIT", "ABANDON"})
    void whatMayStillBeAcceptedIsNotDecided(Resolution resolution) {
        ListRef list = listIn(ListState.UNCONFIRMED);

        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() ->
                        decide(resolution, LedgerOnDisk.NOW.plus(SETTLE_AFTER).minusMillis(1)))
                .withMessageContaining("qianhu settle " + run);
        assertThat(ledger.state(list)).isEqualTo(ListState.UNCONFIRMED);

        decide(resolution, LedgerOnDisk.NOW.plus(SETTLE_AFTER));
        assertThat(ledger.state(list)).isNotEqualTo(ListState.UNCONFIRMED);
    }

    /** Its callees are called by that task, however long ago it was seen and wherever the list stands now. */
    @ParameterizedTest
    @EnumSource(
            value = ListState.class,
            names = {"UNCONFIRMED", "HELD", "REFUSED"})
    void aListWhoseTaskWasSeenIsNotSubmittedAgain(ListState state) {
        ListRef list = listIn(ListState.UNCONFIRMED);
        ledger.lists.saw(list, "4001112222");
        set(state);

        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(Resolution.RESUBMIT, LATER.plus(Duration.ofDays(30))))
                .withMessageContaining("task 4001112222 of the API was seen for list 1 (attempt 1)")
                .withMessageContaining("twice")
                .withMessageContaining(
                        state == ListState.REFUSED
                                ? "--abandon is what is left"
                                : "`qianhu resolve " + run + " 1 --accepted 4001112222`, else --abandon");

        assertThat(ledger.state(list)).isEqualTo(state);
        assertThat(decisions.of(run)).isEmpty();
        decide(state == ListState.HELD ? Resolution.ACCEPTED : Resolution.ABANDON, LATER);
        assertThat(ledger.state(list)).isEqualTo(state == ListState.HELD ? ListState.ACCEPTED : ListState.ABANDONED);
    }

    /** As an older version may have left it, which put such a list back. */
    @Test
    void aTaskThatWasSeenForAnEarlierAttemptCounts() {
        ledger.lists.saw(listIn(ListState.UNCONFIRMED), "4001112222");
        set(ListState.PENDING);
        ledger.submit(ledger.lists.pending(run, 1).get(0), Transition.REFUSE);

        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(Resolution.RESUBMIT, LATER))
                .withMessageContaining("(attempt 1)");
    }

    @Test
    void aTaskBelongsToOneList() {
        ledger.store(run, 1, 1);
        List<ListRef> lists = ledger.lists.pending(run, 2);
        ListRef held = ledger.submit(lists.get(0), Transition.HOLD_UNRECOGNISED);
        ListRef other = ledger.intend(lists.get(1));
        ledger.lists.record(
                other,
                new Outcome(Transition.ACCEPT, LedgerOnDisk.NOW, 200, "OK", Message.text("OK"), null, "90" + runs));

        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(Resolution.ACCEPTED, "90" + runs, "seen in the console"))
                .withMessageContaining("is that of list 2 of run " + run);

        assertThat(ledger.state(held)).isEqualTo(ListState.HELD);
    }

    /** The two words cannot both be true. */
    @Test
    void aTaskThatAPersonNamedIsThatListsAndNoOnesElse() {
        listIn(ListState.HELD);
        decide(Resolution.ACCEPTED, LATER);
        ledger.store(run, 1);
        ListRef other = ledger.intend(ledger.lists.pending(run, 1).get(0));

        ledger.lists.record(
                other,
                new Outcome(Transition.ACCEPT, LedgerOnDisk.NOW, 200, "OK", Message.text("OK"), null, "80" + runs));

        assertThat(ledger.state(other)).isEqualTo(ListState.UNCONFIRMED);
    }

    @Test
    void whatTheApiSaidStaysAndTheListShowsWhoDecided() {
        ListRef list = listIn(ListState.PENDING);
        ListRef refused = ledger.submit(list, Transition.REFUSE);

        decide(Resolution.ABANDON, null, "the contract with 13800000001 has ended");

        List<ListReport> reports = new ArrayList<>();
        ledger.runs.eachList(run, reports::add);
        assertThat(reports)
                .extracting(ListReport::code, report -> String.valueOf(report.message()), ListReport::requestId)
                .containsExactly(tuple(
                        "qianhu.Decided",
                        "ABANDON_REFUSED by wang.li: the contract with 138****0001 has ended",
                        "request-1"));
        assertThat(ledger.jdbc
                        .sql("select outcome from submission where run_id = ? and attempt = ?")
                        .params(run, refused.attempt())
                        .query(String.class)
                        .single())
                .isEqualTo("REFUSE");
    }

    @Test
    void aListIsDecidedAgainAtItsNextAttempt() {
        ListRef refused = ledger.submit(listIn(ListState.PENDING), Transition.REFUSE);
        decide(Resolution.RESUBMIT, LATER);
        ledger.submit(refused, Transition.REFUSE);

        decide(Resolution.ABANDON, LATER.plusSeconds(1));

        assertThat(decisions.of(run))
                .extracting(Decided::transition, decided -> decided.list().attempt())
                .containsExactly(
                        tuple(Transition.RESUBMIT_REFUSED, refused.attempt()),
                        tuple(Transition.ABANDON_REFUSED, refused.attempt() + 1));
    }

    @Test
    void aListThatIsNotThereIsNamed() {
        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(Resolution.ABANDON, LATER))
                .withMessage("run " + run + " has no list 1");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, , wang, '', a task id belongs to --accepted",
        "ABANDON, 4711, wang, '', a task id belongs to --accepted",
        "ACCEPTED, 47a1, wang, '', 1 to 40 digits",
        "ABANDON, , ' ', '', --by NAME",
        "ABANDON, , wang, 'two\nlines', one line",
    })
    void aDecisionIsWholeAndReadable(
            Resolution resolution, @Nullable String taskId, String by, String reason, String message) {
        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> new Decision(resolution, taskId, by, reason, LATER))
                .withMessageContaining(message);
    }

    private ListRef listIn(ListState state) {
        ledger.store(run, 1);
        ListRef list = ledger.lists.pending(run, 1).get(0);
        if (state == ListState.PENDING) {
            return list;
        }
        ListRef attempt = ledger.intend(list);
        set(state);
        return attempt;
    }

    private void set(ListState state) {
        ledger.jdbc
                .sql("update call_list set state = ? where run_id = ?")
                .params(state.name(), run)
                .update();
    }

    private void decide(Resolution resolution, Instant at) {
        String taskId = resolution == Resolution.ACCEPTED ? "80" + runs : null;
        decisions.decide(run, 1, new Decision(resolution, taskId, "wang.li", "", at), at, SETTLE_AFTER);
    }

    private void decide(Resolution resolution, @Nullable String taskId, String reason) {
        decisions.decide(run, 1, new Decision(resolution, taskId, "wang.li", reason, LATER), LATER, SETTLE_AFTER);
    }
}
