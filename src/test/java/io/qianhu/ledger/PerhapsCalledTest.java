package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In doubt a number counts as called. All submissions are signed at {@link LedgerOnDisk#NOW}. */
class PerhapsCalledTest {
    private static final String OLD = "k3f9x2mq";
    private static final String NEW = "zzzzzzzz";

    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private Run run;

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
        ledger.begin(OLD);
        ledger.store(OLD, 2, 3);
        cancelled(OLD, true);
        run = ledger.begin(NEW);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private List<Integer> sizes(Instant since, boolean sameCampaign) {
        List<Integer> sizes = new ArrayList<>();
        ledger.intake.eachPerhapsCalled(run, since, sameCampaign, callees -> sizes.add(callees.size()));
        return sizes;
    }

    /** Nothing more of a cancelled run is going to be submitted. */
    private void cancelled(String id, boolean cancelled) {
        ledger.sql("update run set cancelled_at = " + (cancelled ? "started_at" : "null") + " where run_id = '" + id
                + "'");
    }

    private List<Integer> sizes() {
        return sizes(LedgerOnDisk.NOW, false);
    }

    private ListRef pending() {
        return ledger.lists.pending(OLD, 1).get(0);
    }

    @Test
    void whatWillBeSubmittedCountsUntilItsRunIsCancelledHoweverOldThatIs() {
        assertThat(sizes()).isEmpty();
        cancelled(OLD, false);
        assertThat(sizes(LedgerOnDisk.NOW.plus(Duration.ofDays(366)), false)).containsExactly(2, 3);

        ledger.runs.cancel(OLD, new Cancellation("li", "", LedgerOnDisk.NOW));
        assertThat(sizes()).as("though its lists are not given up yet").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ABANDONED, 0", "REFUSED, 0", "PENDING, 1"})
    void whatIsGivenUpOrRefusedIsNotSubmitted(ListState state, int lists) {
        cancelled(OLD, false);
        ledger.sql("update call_list set state = 'ABANDONED'");
        ledger.sql("update call_list set state = '" + state + "' where list_no = 1");
        assertThat(sizes()).hasSize(lists);
    }

    /** Its intake may go on at any time. */
    @Test
    void theListThatIsNotFullYetCountsToo() {
        String young = "b7w2n8pd";
        ledger.begin(young);
        ledger.intake.keepOpen(young, LedgerOnDisk.cut(7, 5));
        assertThat(sizes()).containsExactly(5);

        ledger.sql("update run set campaign = 'autumn' where run_id = '" + young + "'");
        assertThat(sizes(LedgerOnDisk.NOW, true)).isEmpty();
        assertThat(sizes(LedgerOnDisk.NOW, false)).containsExactly(5);

        cancelled(young, true);
        assertThat(sizes()).isEmpty();
        ledger.store(young, 1);
        ledger.submit(ledger.lists.pending(young, 1).get(0), Transition.ACCEPT);
        assertThat(sizes()).as("what it had submitted").containsExactly(1);
    }

    @Test
    void whatMayBeOnItsWayCounts() {
        ledger.intend(pending());
        assertThat(sizes()).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({"ACCEPT, 1", "DOUBT, 1", "HOLD_UNRECOGNISED, 1", "REFUSE, 0", "RETURN, 0"})
    void anAnswerCountsUnlessItProvesThatNobodyWasCalled(Transition answer, int lists) {
        ledger.submit(pending(), answer);
        assertThat(sizes()).hasSize(lists);
    }

    @ParameterizedTest
    @CsvSource({"FIND, 1", "HOLD, 1", "PROVE_ABSENT, 0"})
    void aLookUpCountsUnlessItProvesAbsence(Transition found, int lists) {
        ledger.lists.record(ledger.submit(pending(), Transition.DOUBT), LedgerOnDisk.outcome(found));
        assertThat(sizes()).hasSize(lists);
    }

    @ParameterizedTest
    @CsvSource({
        "DOUBT, RESUBMIT, 1",
        "DOUBT, ABANDON, 1",
        "HOLD_UNRECOGNISED, RESUBMIT, 1",
        "HOLD_UNRECOGNISED, ABANDON, 1",
        "REFUSE, RESUBMIT, 0",
        "REFUSE, ABANDON, 0"
    })
    void aPersonsWordIsNoProof(Transition answer, Resolution resolution, int lists) {
        ListRef list = ledger.submit(pending(), answer);
        JdbcDecisions decisions = new JdbcDecisions(ledger.jdbc, ledger.transactions(), ledger.leases, DiskSync.NONE);
        Decision decision = new Decision(resolution, null, "wang.li", "", LedgerOnDisk.NOW.plus(Duration.ofHours(1)));
        decisions.decide(OLD, list.number(), decision, decision.at(), Duration.ofMinutes(31));
        assertThat(sizes()).hasSize(lists);
    }

    @Test
    void aLaterRefusalDoesNotTakeAnEarlierDoubtAway() {
        ledger.submit(pending(), Transition.RETURN);
        ListRef doubted = ledger.submit(pending(), Transition.DOUBT);
        ledger.sql("update call_list set state = 'PENDING' where run_id = '" + OLD + "' and list_no = "
                + doubted.number());
        ledger.submit(pending(), Transition.REFUSE);
        assertThat(sizes()).containsExactly(2);
    }

    @Test
    void onlyWhatWasSignedSinceThenAndWhereItCounts() {
        ledger.submit(pending(), Transition.ACCEPT);
        assertThat(sizes(LedgerOnDisk.NOW.plusMillis(1), false)).isEmpty();
        assertThat(sizes(LedgerOnDisk.NOW, true)).containsExactly(2);

        ledger.sql("update run set campaign = 'autumn' where run_id = '" + OLD + "'");
        assertThat(sizes(LedgerOnDisk.NOW, true)).isEmpty();
        assertThat(sizes(LedgerOnDisk.NOW, false)).containsExactly(2);

        ledger.sql("update run set target = 'LIVE' where run_id = '" + OLD + "'");
        assertThat(sizes()).isEmpty();
    }

    @Test
    void aRunDoesNotSuppressItsOwnNumbers() {
        ledger.store(NEW, 5);
        ledger.submit(ledger.lists.pending(NEW, 1).get(0), Transition.ACCEPT);
        assertThat(sizes()).isEmpty();
    }

    @Test
    void everyListOfALongRunIsAsked() {
        String longRun = "b7w2n8pd";
        ledger.begin(longRun);
        cancelled(longRun, true);
        ledger.store(longRun, IntStream.range(0, 1_003).map(i -> 1).toArray());
        ledger.sql("insert into submission (run_id, list_no, attempt, task_name, nonce, account, signed_at, outcome)"
                + " select run_id, list_no, 1, list_no, 'n', 'a', timestamp with time zone '2026-03-02 01:00:00+00',"
                + " case when list_no in (500, 501, 1003) then 'RETURN' else 'ACCEPT' end"
                + " from call_list where run_id = '" + longRun + "'");
        List<Long> given = new ArrayList<>();
        ledger.intake.eachPerhapsCalled(run, LedgerOnDisk.NOW, false, callees -> given.add(callees.nationals()[0]));
        assertThat(given.stream().map(n -> n - 13_799_999_999L).collect(Collectors.toSet()))
                .hasSize(1_000)
                .doesNotContain(500L, 501L, 1_003L)
                .contains(499L, 502L, 1_002L);
    }
}
