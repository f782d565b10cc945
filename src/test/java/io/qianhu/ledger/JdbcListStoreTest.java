package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.message.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcListStoreTest extends ListStoreContract {
    private final LedgerOnDisk ledger;
    private final HandMovedTime time = new HandMovedTime();
    private final Leases otherLeases;
    private final ListStore other;

    JdbcListStoreTest(@TempDir Path directory) {
        ledger = new LedgerOnDisk(directory);
        otherLeases = ledger.leases(LeaseTimes.DEFAULT, time);
        other = ledger.lists(otherLeases);
    }

    @Override
    ListStore lists() {
        return ledger.lists;
    }

    @Override
    ListStore ofAnotherProcess() {
        return other;
    }

    @Override
    void otherTakes(String run) {
        otherLeases.take(run);
    }

    @Override
    void begin(String run) {
        ledger.begin(run);
    }

    @Override
    void store(String run, int... sizes) {
        ledger.store(run, sizes);
    }

    @Override
    ListState state(ListRef list) {
        return ledger.state(list);
    }

    @Override
    void force(ListRef list, ListState state) {
        ledger.jdbc
                .sql("update call_list set state = ? where run_id = ?")
                .params(state.name(), list.run())
                .update();
    }

    @Override
    void assertNothingWasAnswered(ListRef list) {
        assertThat(onlySubmission(list))
                .as("the refused transition leaves no trace")
                .extracting(ListReport::attempt, ListReport::taskId, ListReport::answeredAt)
                .containsExactly(list.attempt(), null, null);
    }

    @AfterAll
    void close() {
        ledger.close();
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
        assertThat(onlySubmission(list).taskId()).isNotNull();
    }

    @Test
    void theSettledOutcomeKeepsTheRequestIdOfTheSubmission() {
        ListRef list = listIn(ListState.SUBMITTING);
        ledger.lists.record(list, LedgerOnDisk.outcome(Transition.DOUBT));

        ledger.lists.record(
                list,
                new Outcome(Transition.FIND, LedgerOnDisk.NOW, 0, "qianhu.Settled", Message.text("found"), null, "99"));

        assertThat(onlySubmission(list))
                .extracting(ListReport::requestId, ListReport::taskId)
                .containsExactly("request-1", "99");
    }

    /** Neither sees what the other has not committed, and their runs have leases of their own. */
    @Test
    void ofTwoAnswersWithOneTaskAtOnceOneCounts() throws Exception {
        List<ListRef> lists = new ArrayList<>();
        for (int n = 1; n <= 2; n++) {
            String id = run + "-" + n;
            begin(id);
            store(id, 1);
            lists.add(ledger.intend(only(ledger.lists.pending(id, 1))));
        }
        Outcome accepted =
                new Outcome(Transition.ACCEPT, LedgerOnDisk.NOW, 200, "OK", Message.text("OK"), null, "4003");
        CyclicBarrier bothInside = new CyclicBarrier(2);
        JdbcListStore store =
                new JdbcListStore(ledger.jdbc, meetsBeforeCommit(bothInside), ledger.leases, DiskSync.NONE);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Outcome>> answers = new ArrayList<>();
            lists.forEach(list -> answers.add(threads.submit(() -> store.record(list, accepted))));
            List<Transition> recorded = new ArrayList<>();
            for (Future<Outcome> answer : answers) {
                recorded.add(answer.get().transition());
            }
            assertThat(recorded).containsExactlyInAnyOrder(Transition.ACCEPT, Transition.DOUBT);
        } finally {
            threads.shutdown();
        }
        assertThat(lists).extracting(this::state).containsExactlyInAnyOrder(ListState.ACCEPTED, ListState.UNCONFIRMED);
    }

    /** No transaction is committed before both have looked. */
    private JdbcTransactionManager meetsBeforeCommit(CyclicBarrier barrier) {
        return new JdbcTransactionManager(ledger.dataSource) {
            private static final long serialVersionUID = 1;

            @Override
            protected void doCommit(DefaultTransactionStatus status) {
                try {
                    barrier.await(30, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                super.doCommit(status);
            }
        };
    }

    @Test
    void aSubmissionOfAnyRunIsKnown(@TempDir Path directory) {
        try (LedgerOnDisk fresh = new LedgerOnDisk(directory)) {
            for (String id : List.of("first", "second")) {
                fresh.begin(id);
                fresh.store(id, 1);
            }
            assertThat(fresh.lists.anySubmitted()).isFalse();

            fresh.lists.intend(
                    new ListRef("first", 1, 0, 1), new Intent("one", "nonce-1", LedgerOnDisk.NOW, "account"));

            assertThat(fresh.lists.anySubmitted()).isTrue();
        }
    }

    private ListReport onlySubmission(ListRef list) {
        List<ListReport> reports = new ArrayList<>();
        ledger.runs.eachList(list.run(), reports::add);
        return only(reports);
    }
}
