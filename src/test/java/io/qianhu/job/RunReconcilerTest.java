package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.TaskNames;
import io.qianhu.dyvms.Lookup;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.Decided;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.JdbcDecisions;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListHere;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReconcilerTest {
    private static final String RUN = "k3f9x2mq";
    private static final String TITLE = "春季回访";
    private static final Instant LATER = LedgerOnDisk.NOW.plusSeconds(60);

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker(3);
    private final List<Lookup.ListedTask> tasks = new ArrayList<>();
    private final PlayedApi api = PlayedApi.answering(ticker, Duration.ZERO, Answers.unconfirmed());

    private LedgerOnDisk ledger;
    private Run run;
    private RunReconciler reconciler;
    private JdbcDecisions decisions;

    @BeforeEach
    void aRunThatIsHeld() {
        ledger = new LedgerOnDisk(folder);
        ledger.begin(RUN);
        ledger.store(RUN, 3, 3, 2);
        ledger.transaction.executeWithoutResult(status -> ledger.intake.finish(RUN));
        ledger.lists.looksAs(RUN, TITLE);
        ledger.brakes.brakes().pull(RUN, Brake.FOUND_ELSEWHERE, Message.text("found"), LedgerOnDisk.NOW);
        ledger.giveBack(RUN);
        run = ledger.runs.find(RUN).orElseThrow();
        decisions = new JdbcDecisions(ledger.jdbc, ledger.transactions(), ledger.leases, DiskSync.NONE);
        reconciler = new RunReconciler(
                ledger.runs, ledger.lists, ledger.leases, ledger.brakes.brakes(), decisions, api, ticker);
        api.lookups(name -> api.listed(
                tasks.stream().filter(task -> task.name().equals(name)).toList()));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void task(int list, String id, long callees, @Nullable Instant createdAt) {
        String name = TaskNames.of(TITLE, new ListRef(RUN, list, 0, 3));
        tasks.add(new Lookup.ListedTask(id, name, "FINISH", createdAt, callees));
    }

    private RunReconciler.Reconciled reconcile() {
        return reconciler.reconcile(run, "wang.li", "从备份恢复");
    }

    private ListHere list(int number) {
        return ledger.lists.here(RUN, number).orElseThrow();
    }

    private void assertAccepted(int number, String taskId) {
        assertThat(list(number).state()).isEqualTo(ListState.ACCEPTED);
        assertThat(list(number).taskId()).isEqualTo(taskId);
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(this::reconcile).isInstanceOf(DecisionRefused.class).hasMessageContainingAll(words);
        assertThat(ledger.lists.pending(RUN, 9)).hasSize(3);
        assertThat(ledger.brakes.brakes().pulled(RUN)).hasSize(1);
    }

    @Test
    void whatWasFoundIsAcceptedWithItsTaskAndTheRestGoesOn() {
        task(1, "4711", 3, LATER);
        task(2, "4712", 3, LATER);

        RunReconciler.Reconciled done = reconcile();

        assertThat(done.adopted()).isEqualTo(2);
        assertThat(done.left()).isEqualTo(1);
        assertThat(done.end().state()).isEqualTo(RunState.STOPPED);
        assertAccepted(1, "4711");
        assertAccepted(2, "4712");
        assertThat(list(3).state()).isEqualTo(ListState.PENDING);
        assertThat(ledger.brakes.brakes().pulled(RUN)).isEmpty();
        assertThat(ledger.runs.books(RUN).balanced()).isTrue();
        assertThat(decisions.of(RUN))
                .extracting(Decided::transition, Decided::by)
                .containsOnly(tuple(Transition.ADOPT, "wang.li"));
        assertThat(ledger.lists.lastAccepted("account").orElseThrow().taskId())
                .as("it shows from now on what this account lists")
                .isIn("4711", "4712");
    }

    @Test
    void aTaskUnderALaterNameIsFoundInTheDaysSinceTheListsWereStored() {
        Lookup.ListedTask second = new Lookup.ListedTask("4711", "春季回访-k3f9x2mq-0001-2", "FINISH", LATER, 3);
        ticker.pass(Duration.ofDays(3));
        List<Integer> days = new ArrayList<>();
        api.listing(() -> {
            days.add(days.size());
            return api.listed(days.size() == 1 ? List.of(second) : List.of());
        });

        assertThat(reconcile().adopted()).isEqualTo(1);

        assertAccepted(1, "4711");
        assertThat(days).as("one after the other").hasSizeBetween(4, 5);
    }

    @Test
    void whereDaysCannotBeReadLaterNamesAreAskedForToo() {
        api.listing(() -> new Lookup.NotAnswered(Answers.reply(0, "qianhu.ListTooLong"), false));
        tasks.add(new Lookup.ListedTask("4711", "春季回访-k3f9x2mq-0001-2", "FINISH", LATER, 3));

        assertThat(reconcile().adopted()).isEqualTo(1);
    }

    /** In the ledger that was lost it was proved absent and submitted once more. */
    @Test
    void aListThatIsInDoubtHereByAnotherNameIsTakenOverToo() {
        ledger.takeAgain(RUN);
        ledger.submit(ledger.lists.pending(RUN, 1).get(0), Transition.DOUBT);
        ledger.giveBack(RUN);
        tasks.add(new Lookup.ListedTask("4711", "春季回访-k3f9x2mq-0001-2", "FINISH", LATER, 3));
        api.listing(() -> api.listed(tasks));

        assertThat(reconcile().adopted()).isEqualTo(1);

        assertAccepted(1, "4711");
    }

    @Test
    void aTaskOfAListThatThisHomeDoesNotHaveChangesNothing() {
        task(1, "4711", 3, LATER);
        tasks.add(new Lookup.ListedTask("4712", "春季回访-k3f9x2mq-0004", "FINISH", LATER, 3));
        api.listing(() -> api.listed(tasks));

        assertRefused("no list 4");
    }

    @Test
    void anotherCountOfCalleesChangesNothing() {
        task(1, "4711", 3, LATER);
        task(2, "4712", 2, LATER);

        assertRefused("list 2", "2 callees there and 3 here", "qianhu cancel k3f9x2mq");
    }

    @Test
    void aTaskThatIsOlderThanTheListsHereIsThatOfListsThatWereCutElsewhere() {
        task(1, "4711", 3, LedgerOnDisk.NOW);

        assertRefused("list 1", "cut anew");
    }

    @Test
    void aTaskOfWhichNobodyKnowsWhenItWasMadeIsNotTakenOver() {
        task(1, "4711", 3, null);

        assertRefused("list 1", "without the time");
    }

    @Test
    void listsOfVersionsThatDidNotKeepWhenTheyWereStoredAreThoseOfTheirCopies() {
        ledger.sql("update run set stored_at = null");
        task(1, "4711", 3, null);

        assertThat(reconcile().adopted()).isEqualTo(1);
    }

    @Test
    void twoTasksOfAListAreNotPickedFrom() {
        task(1, "4711", 3, LATER);
        task(1, "4712", 3, LATER);

        assertRefused("list 1", "2 tasks");
    }

    @Test
    void aTaskThatAnotherListHasIsNotTakenTwice() {
        task(1, "4711", 3, LATER);
        task(2, "4711", 3, LATER);

        assertRefused("task 4711", "list 1");
    }

    @Test
    void noAnswerChangesNothing() {
        task(1, "4711", 3, LATER);
        api.lookups(name -> new Lookup.NotAnswered(Answers.reply(503, "qianhu.Unreadable"), false));

        assertRefused("qianhu.Unreadable", "try again");
    }

    @Test
    void aRunThatIsNotHeldForThisHasNothingToReconcile() {
        ledger.sql("delete from brake_pull");
        task(1, "4711", 3, LATER);

        assertThatThrownBy(this::reconcile).isInstanceOf(DecisionRefused.class).hasMessageContaining("not held");
    }

    @Test
    void resumeDoesNotReleaseIt() {
        BrakeRelease release = new BrakeRelease(ledger.brakes.brakes(), ledger.runs, ledger.leases);

        assertThatThrownBy(() -> release.release(run, "wang.li", LATER))
                .isInstanceOf(DecisionRefused.class)
                .hasMessageContaining("resume does not release that: found");
    }

    @Test
    void anotherBrakeIsReleasedBesideItAndItStays() {
        ledger.begin("b4n8r2wt");
        ledger.brakes.brakes().pull("b4n8r2wt", Brake.FOUND_ELSEWHERE, Message.text("found"), LedgerOnDisk.NOW);
        ledger.brakes.brakes().pull("b4n8r2wt", Brake.CANARY, Message.text("look first"), LedgerOnDisk.NOW);

        assertThat(ledger.brakes.brakes().release("b4n8r2wt", "wang.li", LATER)).hasSize(1);

        assertThat(ledger.brakes.brakes().pulled("b4n8r2wt")).hasSize(1);
        assertThat(ledger.brakes.brakes().released("b4n8r2wt")).containsExactly(Brake.CANARY);
    }
}
