package io.qianhu.ledger;

import static io.qianhu.ledger.LedgerOnDisk.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.message.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class JdbcRunStoreTest {
    private static final String RUN = "k3f9x2mq";

    private final LedgerOnDisk ledger;

    JdbcRunStoreTest(@TempDir Path directory) {
        ledger = new LedgerOnDisk(directory);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aRunAndItsFilesComeBack() {
        RunFile one = LedgerOnDisk.file(0, "一月.csv", "{\"header\":[]}");
        RunFile two = LedgerOnDisk.file(1, "二月.csv", "{\"header\":[\"手机号\"]}");
        Run run = ledger.begin(RUN, one, two);

        assertThat(ledger.runs.find(RUN)).contains(run);
        assertThat(ledger.runs.find(run.campaign(), run.target(), run.fingerprint(), run.label()))
                .contains(run);
        assertThat(ledger.runs.find(run.campaign(), Target.LIVE, run.fingerprint(), run.label()))
                .isEmpty();
        assertThat(ledger.runs.files(RUN)).containsExactly(one, two);
    }

    @Test
    void allGivesTheLatestRunFirst() {
        ledger.begin("a1");
        ledger.begin("b2");
        ledger.begin("c3");
        ledger.sql("update run set started_at = dateadd(hour, 1, started_at) where run_id = 'b2'");

        assertThat(ledger.runs.all()).extracting(Run::id).containsExactly("b2", "a1", "c3");
    }

    @Test
    void theSameFilesOfTheSameCampaignAreOneRun() {
        Run run = ledger.begin(RUN);
        Run same = new Run(
                "b7w2n8pd",
                run.campaign(),
                run.target(),
                run.label(),
                run.fingerprint(),
                RunState.RUNNING,
                "",
                false,
                null,
                NOW,
                null);

        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> ledger.runs.create(same, List.of()));
    }

    @Test
    void markMovesTheRunOnAndCutsALongNote() {
        ledger.begin(RUN);

        ledger.runs.mark(RUN, RunState.FAILED, Message.text("x".repeat(3_000)), NOW);
        assertThat(ledger.runs.find(RUN).orElseThrow())
                .extracting(Run::state, Run::note, Run::finishedAt)
                .containsExactly(RunState.FAILED, Message.text("x".repeat(1_999) + "…"), NOW);

        ledger.runs.mark(RUN, RunState.RUNNING, null, null);
        assertThat(ledger.runs.find(RUN).orElseThrow())
                .extracting(Run::state, Run::note, Run::finishedAt)
                .containsExactly(RunState.RUNNING, null, null);
    }

    @Test
    void onlyRunsThatAreMarkedRunningBecomeInterrupted() {
        ledger.begin("died");
        ledger.begin("stopped");
        ledger.runs.mark("stopped", RunState.STOPPED, null, null);

        ledger.runs.markInterrupted();

        assertThat(ledger.runs.find("died").orElseThrow().state()).isEqualTo(RunState.INTERRUPTED);
        assertThat(ledger.runs.find("stopped").orElseThrow().state()).isEqualTo(RunState.STOPPED);
    }

    @Test
    void theBooksCountListsAndCalleesByState() {
        ledger.begin(RUN);
        ledger.store(RUN, 5, 4, 3);
        ledger.intake.keepOpen(RUN, LedgerOnDisk.cut(12, 2));
        ledger.intake.count(RUN, new Tally(9, 3, 1, 2, Map.of("EMPTY", 3L)));
        ledger.submit(new ListRef(RUN, 1, 0, 5), Transition.ACCEPT);
        ledger.intend(new ListRef(RUN, 2, 0, 4));

        Books books = ledger.runs.books(RUN);

        assertThat(books.lists())
                .containsOnly(
                        Map.entry(ListState.ACCEPTED, 1L),
                        Map.entry(ListState.SUBMITTING, 1L),
                        Map.entry(ListState.PENDING, 1L));
        assertThat(books.callees(ListState.ACCEPTED)).isEqualTo(5);
        assertThat(books.calleesUnconfirmed()).isEqualTo(4);
        assertThat(books.calleesPending()).isEqualTo(3 + 2);
        assertThat(books.storedCallees()).isEqualTo(12);
        assertThat(books.balanced()).isTrue();
    }

    @Test
    void aCompletedRunKeepsTheSumsOfItsListsUntilItGoesOn() {
        ledger.begin(RUN);
        ledger.begin("other");
        ledger.store(RUN, 5, 4);
        ledger.submit(new ListRef(RUN, 1, 0, 5), Transition.ACCEPT);
        ledger.transaction.executeWithoutResult(status -> ledger.intake.finish(RUN));
        assertGlanceIsTrue();
        assertThat(sums()).isZero();

        ledger.submit(new ListRef(RUN, 2, 0, 4), Transition.REFUSE);
        ledger.runs.mark(RUN, RunState.COMPLETED, null, NOW);
        assertThat(sums()).isEqualTo(2);
        assertGlanceIsTrue();
        ledger.sql("update list_sum set lists = 77 where state = 'ACCEPTED'");
        assertThat(ledger.runs.booksAtAGlance(RUN).lists(ListState.ACCEPTED)).isEqualTo(77);
        assertThat(ledger.runs.books(RUN).lists(ListState.ACCEPTED)).isEqualTo(1);

        ledger.sql("update run set state = 'INTERRUPTED' where run_id = '" + RUN + "'");
        assertGlanceIsTrue();
        ledger.runs.mark(RUN, RunState.RUNNING, null, null);
        assertThat(sums()).isZero();
        assertGlanceIsTrue();
    }

    @Test
    void whatAnOlderVersionCompletedHasSumsAfterTheUpdate(@TempDir Path older) {
        DataSource before = new DriverManagerDataSource(LedgerOnDisk.url(older));
        Flyway.configure().dataSource(before).target("10").load().migrate();
        JdbcClient jdbc = JdbcClient.create(before);
        for (String state : List.of("COMPLETED", "STOPPED")) {
            jdbc.sql("""
                            insert into run (run_id, campaign, target, label, fingerprint, state, intake_settings,
                                intake_done, rows_read, callees, stored_callees, started_at)
                            values (?1, 'c', 'LIVE', ?1, '', ?1, '', true, 7, 7, 7, localtimestamp)""").param(state).update();
            jdbc.sql("""
                            insert into call_list (run_id, list_no, callee_count, state, changed_at)
                            values (?1, 1, 4, 'ACCEPTED', localtimestamp), (?1, 2, 3, 'ABANDONED', localtimestamp)""").param(state).update();
        }
        try (LedgerOnDisk old = new LedgerOnDisk(older)) {
            assertThat(old.jdbc
                            .sql("select run_id || state || lists || '/' || callees from list_sum order by callees")
                            .query(String.class)
                            .list())
                    .containsExactly("COMPLETEDABANDONED1/3", "COMPLETEDACCEPTED1/4");
            assertThat(old.runs.booksAtAGlance("COMPLETED").calleesByState())
                    .isEqualTo(Map.of(ListState.ACCEPTED, 4L, ListState.ABANDONED, 3L));
        }
    }

    private long sums() {
        return ledger.jdbc
                .sql("select count(*) from list_sum")
                .query(Long.class)
                .single();
    }

    private void assertGlanceIsTrue() {
        assertThat(ledger.runs.booksAtAGlance(RUN)).isEqualTo(ledger.runs.books(RUN));
        assertThat(ledger.runs.books(RUN).balanced()).isTrue();
    }

    /** Versions before duplicates were stored row by row only counted them. */
    @Test
    void theBooksTellDuplicatesThatAreStoredFromThoseThatWereCounted() {
        ledger.begin(RUN);
        ledger.intake.count(RUN, new Tally(3, 3, 0, 0, Map.of()));
        ledger.intake.duplicate(
                RUN,
                List.of(new DuplicateRow(
                        Origins.row(0, 5), LedgerOnDisk.callees(0, 1).get(0))));

        assertThat(ledger.runs.books(RUN))
                .extracting(Books::duplicates, Books::storedDuplicates)
                .containsExactly(3L, 1L);
    }

    /** A process that died after a person's decision was stored has not said that the run goes on. */
    @Test
    void aRunThatEndedButHasAListToSubmitGoesOn() {
        ledger.begin(RUN);
        ledger.store(RUN, 10);
        ledger.runs.mark(RUN, RunState.ATTENTION, null, NOW);
        ledger.begin("b7w2n8pd");
        ledger.store("b7w2n8pd", 10);
        ledger.submit(new ListRef("b7w2n8pd", 1, 0, 10), Transition.REFUSE);
        ledger.runs.mark("b7w2n8pd", RunState.ATTENTION, null, NOW);

        ledger.runs.markInterrupted();

        assertThat(ledger.runs.find(RUN).orElseThrow().state()).isEqualTo(RunState.STOPPED);
        assertThat(ledger.runs.find("b7w2n8pd").orElseThrow().state()).isEqualTo(RunState.ATTENTION);
    }

    @Test
    void aRateIsRememberedFromWhenItWasAnotherOne() {
        ledger.begin(RUN);
        ledger.store(RUN, 10, 10);
        ledger.submit(new ListRef(RUN, 2, 0, 10), Transition.ACCEPT);

        ledger.runs.allow(RUN, NOW, 20);
        ledger.runs.allow(RUN, NOW.plusSeconds(60), 20);
        ledger.runs.allow(RUN, NOW.plusSeconds(120), 0.5);

        assertThat(ledger.runs.submissionHistory(RUN).allowed())
                .containsExactly(
                        new SubmissionHistory.AllowedRate(NOW, 20),
                        new SubmissionHistory.AllowedRate(NOW.plusSeconds(120), 0.5));
        assertThat(ledger.runs.submissionHistory(RUN).begun()).hasSize(1);
        assertThat(ledger.runs.submissionHistory("b7w2n8pd")).isEqualTo(new SubmissionHistory(List.of(), List.of()));
    }

    /** Guards against books whose parts were read before and after a commit of intake. */
    @Test
    void theBooksBalanceAtEveryMomentOfAnIntake() {
        ledger.begin(RUN);
        CompletableFuture<Void> intake = CompletableFuture.runAsync(() -> {
            for (int chunk = 0; chunk < 200; chunk++) {
                int from = 2 * chunk;
                ledger.transaction.executeWithoutResult(status -> {
                    ledger.intake.append(RUN, List.of(LedgerOnDisk.cut(from, 2)));
                    ledger.intake.count(RUN, new Tally(3, 0, 0, 2, Map.of("EMPTY", 1L)));
                });
            }
        });

        List<Books> unbalanced = new ArrayList<>();
        while (!intake.isDone()) {
            Books books = ledger.runs.books(RUN);
            if (!books.balanced()) {
                unbalanced.add(books);
            }
        }
        intake.join();

        assertThat(unbalanced).isEmpty();
        assertThat(ledger.runs.books(RUN).rowsRead()).isEqualTo(600);
    }
}
