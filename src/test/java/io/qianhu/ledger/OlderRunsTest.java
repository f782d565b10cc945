package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told of runs that an older version has stored. */
class OlderRunsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            input.column detected, numbers.accept [mobile]                                                                   |
            input.column 2, numbers.accept [mobile], numbers.not-called-within 7d, numbers.not-called-scope any              | 168
            input.column 2, numbers.accept [mobile], numbers.not-called-within 12h, numbers.not-called-scope campaign        | 12
            input.column x, numbers.not-called-within 366d, numbers.not-called-scope any, numbers.accept [mobile]            |
            input.column numbers.not-called-within 9d, limits.canary 5, numbers.not-called-within 2d, numbers.not-called-scope any | 48
            """)
    void howFarBackTheyAskedIsTakenFromTheirSettings(String settings, @Nullable Integer hours) {
        try (HikariDataSource older = new HikariDataSource()) {
            older.setJdbcUrl(LedgerOnDisk.url(folder));
            Flyway.configure().dataSource(older).target("15").load().migrate();
            JdbcClient.create(older).sql("""
                            insert into run (run_id, campaign, target, label, fingerprint, state, intake_settings, started_at)
                            values ('r1', 'c', 'LIVE', '', '0', 'COMPLETED', ?, '2026-01-01 00:00:00+00')""").param(settings).update();
        }
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            assertThat(ledger.runs.find("r1").orElseThrow().notCalledWithin())
                    .isEqualTo(hours == null ? null : Duration.ofHours(hours));
        }
    }

    /** Each attempt had a name of its own then, and any of them may have been in doubt. */
    @Test
    void theirHalfDoneListsGoOnWithTheNamesThatTheyWouldHaveHad() {
        try (HikariDataSource older = new HikariDataSource()) {
            older.setJdbcUrl(LedgerOnDisk.url(folder));
            Flyway.configure().dataSource(older).target("17").load().migrate();
            JdbcClient jdbc = JdbcClient.create(older);
            jdbc.sql("""
                            insert into run (run_id, campaign, target, label, fingerprint, state, intake_settings, started_at)
                            values ('r1', 'c', 'LIVE', '', '0', 'RUNNING', '', '2026-01-01 00:00:00+00')""").update();
            jdbc.sql("""
                            insert into call_list (run_id, list_no, callee_count, state, attempt, changed_at)
                            select 'r1', x, 1, case x when 4 then 'SUBMITTING' when 5 then 'SUBMITTING'
                                when 6 then 'UNCONFIRMED' else 'PENDING' end,
                                case x when 5 then 3 else mod(x, 3) end, '2026-01-01 00:00:00+00'
                            from system_range(1, 6)""").update();
            jdbc.sql("update call_list set attempt = 2 where list_no = 6").update();
        }
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            assertThat(ledger.lists.pending("r1", 9))
                    .containsExactly(
                            new ListRef("r1", 1, 1, 1, 1),
                            new ListRef("r1", 2, 2, 2, 1),
                            new ListRef("r1", 3, 0, 0, 1));
            assertThat(ledger.jdbc
                            .sql("select doubts from call_list where list_no > 3 order by list_no")
                            .query(Integer.class)
                            .list())
                    .as("in flight: the attempt counts once it is in doubt")
                    .containsExactly(0, 2, 2);
            assertThat(ledger.runs.find("r1").orElseThrow().dialogId()).isNull();
        }
    }

    /** It stood with the decision alone. */
    @Test
    void aTaskThatAPersonNamedIsKnownAsThatListsToTheNewVersion() {
        try (HikariDataSource older = new HikariDataSource()) {
            older.setJdbcUrl(LedgerOnDisk.url(folder));
            Flyway.configure().dataSource(older).target("17").load().migrate();
            JdbcClient jdbc = JdbcClient.create(older);
            Stream.of("""
                            insert into run (run_id, campaign, target, label, fingerprint, state, intake_settings, started_at)
                            values ('r1', 'c', 'LIVE', '', '0', 'STOPPED', '', '2026-01-01 00:00:00+00')""", """
                            insert into call_list (run_id, list_no, callee_count, state, attempt, task_id, changed_at) values
                                ('r1', 1, 1, 'ACCEPTED', 1, '4711', '2026-01-01 00:00:00+00'),
                                ('r1', 2, 1, 'SUBMITTING', 1, null, '2026-01-01 00:00:00+00')""", """
                            insert into submission (run_id, list_no, attempt, task_name, nonce, account, signed_at) values
                                ('r1', 1, 1, 'one', 'n', 'account', '2026-01-01 00:00:00+00'),
                                ('r1', 2, 1, 'two', 'n', 'account', '2026-01-01 00:00:00+00')""", """
                            insert into decision
                                (run_id, list_no, attempt, transition, task_id, reason, decided_by, decided_at)
                            values ('r1', 1, 1, 'CONFIRM_HELD', '4711', '', 'li', '2026-01-01 00:00:00+00')""").forEach(sql -> jdbc.sql(sql).update());
        }
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder);
                RunLease lease = ledger.leases.take("r1")) {
            ListRef second = new ListRef(lease.run(), 2, 1, 1);
            Outcome accepted =
                    new Outcome(Transition.ACCEPT, LedgerOnDisk.NOW, 200, "OK", Message.text("OK"), null, "4711");

            assertThat(ledger.lists.record(second, accepted).transition()).isEqualTo(Transition.DOUBT);
            assertThat(ledger.lists.unconfirmed("r1"))
                    .extracting(LatestAttempt::recalls)
                    .containsExactly(false);
        }
    }
}
