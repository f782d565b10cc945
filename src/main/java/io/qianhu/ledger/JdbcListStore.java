package io.qianhu.ledger;

import io.qianhu.number.Callees;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link ListStore} on JDBC. */
public final class JdbcListStore implements ListStore {
    private final JdbcClient jdbc;

    /** A transaction of its own even inside the chunk's: the intent must be durable when the request leaves. */
    private final TransactionTemplate ownTransaction;

    private final Leases leases;
    private final DiskSync disk;

    /** @param disk what a write waits for after its commit */
    public JdbcListStore(JdbcClient jdbc, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        this.jdbc = jdbc;
        this.leases = leases;
        this.disk = disk;
        this.ownTransaction = OwnTransaction.of(transactions);
    }

    @Override
    public boolean holds(String run) {
        return leases.holds(run);
    }

    @Override
    public List<ListRef> pending(String run, int limit) {
        return jdbc.sql("""
                        select list_no, attempt, doubts, callee_count from call_list
                        where run_id = ? and state = 'PENDING' order by list_no fetch first ? rows only""")
                .params(run, limit)
                .query((row, n) -> listRef(run, row))
                .list();
    }

    @Override
    public Optional<ListRef> lastPending(String run) {
        return jdbc.sql("""
                        select list_no, attempt, doubts, callee_count from call_list
                        where run_id = ? and state = 'PENDING' order by list_no desc fetch first row only""").param(run).query((row, n) -> listRef(run, row)).optional();
    }

    @Override
    public Optional<ListHere> here(String run, int number) {
        return jdbc.sql("""
                        select l.list_no, l.attempt, l.doubts, l.callee_count, l.state, l.task_id, s.task_name
                        from call_list l left join submission s
                            on s.run_id = l.run_id and s.list_no = l.list_no and s.attempt = l.attempt
                        where l.run_id = ? and l.list_no = ?""")
                .params(run, number)
                .query((row, n) -> new ListHere(
                        listRef(run, row),
                        ListState.valueOf(row.getString("state")),
                        row.getString("task_name"),
                        row.getString("task_id")))
                .optional();
    }

    @Override
    public Optional<FirstListStore.AcceptedList> lastAccepted(String account) {
        return jdbc.sql(JdbcFirstListStore.ACCEPTED + "where s.account = ? and l.state = 'ACCEPTED'"
                        + JdbcFirstListStore.NEWEST)
                .param(account)
                .query(JdbcFirstListStore::acceptedList)
                .optional();
    }

    @Override
    public void looksAs(String run, String title) {
        ownTransaction.executeWithoutResult(status -> {
            leases.fence(run);
            jdbc.sql("update run set looks_as = ? where run_id = ?")
                    .params(title, run)
                    .update();
        });
    }

    @Override
    public Looked looked(String run) {
        return jdbc.sql("select looks_as, stored_at from run where run_id = ?")
                .param(run)
                .query((row, n) ->
                        new Looked(Objects.requireNonNullElse(row.getString("looks_as"), ""), instant(row, "stored_at")))
                .single();
    }

    @Override
    public Callees callees(ListRef list) {
        return Callees.unpack(jdbc.sql("select callees from call_list_callees where run_id = ? and list_no = ?")
                .params(list.run(), list.number())
                .query(byte[].class)
                .single());
    }

    @Override
    public ListRef intend(ListRef list, Intent intent) {
        ListRef attempt = list.nextAttempt();
        ownTransaction.executeWithoutResult(status -> {
            leases.fence(list.run());
            int moved = jdbc.sql("""
                            update call_list set state = ?, attempt = ?, task_id = null, code = null, message = null,
                                changed_at = ?
                            where run_id = ? and list_no = ? and state = ? and attempt = ?""")
                    .params(
                            Transition.SUBMIT.to().name(),
                            attempt.attempt(),
                            time(intent.signedAt()),
                            list.run(),
                            list.number(),
                            Transition.SUBMIT.from().name(),
                            list.attempt())
                    .update();
            requireOne(moved, list, Transition.SUBMIT);
            requireName(list, intent.taskName());
            jdbc.sql("""
                            insert into submission (run_id, list_no, attempt, task_name, nonce, signed_at, account)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            list.run(),
                            list.number(),
                            attempt.attempt(),
                            intent.taskName(),
                            intent.nonce(),
                            time(intent.signedAt()),
                            intent.account())
                    .update();
        });
        disk.force();
        return attempt;
    }

    /** By its name a task is found again, so nothing may go by a name under which there may be one already. */
    private void requireName(ListRef list, String name) {
        boolean used = jdbc.sql("""
                        select exists(select 1 from submission where task_name = ?
                            and (run_id <> ? or list_no <> ? or outcome is null or outcome <> ?))""")
                .params(name, list.run(), list.number(), Transition.RETURN.name())
                .query(Boolean.class)
                .single();
        if (used) {
            throw new IllegalStateException("the task name " + name + " has gone out before");
        }
    }

    @Override
    public void record(ListRef list, Outcome outcome) {
        commit(list, outcome);
        disk.force();
    }

    private void commit(ListRef list, Outcome outcome) {
        Transition transition = outcome.transition();
        if (transition.byPerson()) {
            throw new TransitionRefused(list, transition);
        }
        ownTransaction.executeWithoutResult(status -> {
            leases.fence(list.run());
            int moved = jdbc.sql("""
                            update call_list set state = ?, task_id = ?, code = ?, message = ?, changed_at = ?,
                                doubts = doubts + ?
                            where run_id = ? and list_no = ? and state = ? and attempt = ?""")
                    .params(Arrays.asList(
                            transition.to().name(),
                            outcome.taskId(),
                            outcome.code(),
                            outcome.message(),
                            time(outcome.answeredAt()),
                            transition.leavesDoubt() ? 1 : 0,
                            list.run(),
                            list.number(),
                            transition.from().name(),
                            list.attempt()))
                    .update();
            requireOne(moved, list, transition);
            requireOne(completeSubmission(list, outcome), list, transition);
        });
    }

    private int completeSubmission(ListRef list, Outcome outcome) {
        return jdbc.sql("""
                        update submission set answered_at = ?, outcome = ?, http_status = ?, code = ?, message = ?,
                            request_id = coalesce(?, request_id), task_id = ?
                        where run_id = ? and list_no = ? and attempt = ?""")
                .params(Arrays.asList(
                        time(outcome.answeredAt()),
                        outcome.transition().name(),
                        outcome.httpStatus(),
                        outcome.code(),
                        outcome.message(),
                        outcome.requestId(),
                        outcome.taskId(),
                        list.run(),
                        list.number(),
                        list.attempt()))
                .update();
    }

    @Override
    public int doubtLeftovers(String run, Instant now) {
        ownTransaction.executeWithoutResult(status -> leases.fence(run));
        List<ListRef> leftovers =
                jdbc.sql("""
                        select list_no, attempt, doubts, callee_count from call_list
                        where run_id = ? and state = 'SUBMITTING' order by list_no""").param(run).query((row, n) -> listRef(run, row)).list();
        for (ListRef list : leftovers) {
            commit(
                    list,
                    new Outcome(
                            Transition.DOUBT,
                            now,
                            0,
                            "qianhu.Interrupted",
                            "the process ended before an answer was recorded",
                            null,
                            null));
        }
        disk.force();
        return leftovers.size();
    }

    @Override
    public List<Unconfirmed> unconfirmed(String run) {
        return jdbc.sql("""
                        select l.list_no, l.attempt, l.doubts, l.callee_count,
                            s.task_name, s.signed_at, s.account, s.seen_task_id
                        from call_list l join submission s
                            on s.run_id = l.run_id and s.list_no = l.list_no and s.attempt = l.attempt
                        where l.run_id = ? and l.state = 'UNCONFIRMED' order by l.list_no""")
                .param(run)
                .query((row, n) -> new Unconfirmed(
                        listRef(run, row),
                        row.getString("task_name"),
                        requireInstant(row, "signed_at"),
                        row.getString("account"),
                        row.getString("seen_task_id")))
                .list();
    }

    @Override
    public void saw(ListRef list, String taskId) {
        ownTransaction.executeWithoutResult(status -> {
            leases.fence(list.run());
            int seen = jdbc.sql("""
                            update submission set seen_task_id = ? where run_id = ? and list_no = ? and attempt = ?
                                and exists (select 1 from call_list l where l.run_id = submission.run_id
                                    and l.list_no = submission.list_no and l.attempt = submission.attempt
                                    and l.state = 'UNCONFIRMED')""")
                    .params(taskId, list.run(), list.number(), list.attempt())
                    .update();
            if (seen != 1) {
                throw new TransitionRefused(list, "seeing its task", ListState.UNCONFIRMED);
            }
        });
        disk.force();
    }

    @Override
    public boolean anySubmitted() {
        return jdbc.sql("select exists(select 1 from submission)")
                .query(Boolean.class)
                .single();
    }

    private static void requireOne(int moved, ListRef list, Transition transition) {
        if (moved != 1) {
            throw new TransitionRefused(list, transition);
        }
    }

    static ListRef listRef(String run, ResultSet row) throws SQLException {
        return new ListRef(
                run, row.getInt("list_no"), row.getInt("attempt"), row.getInt("doubts"), row.getInt("callee_count"));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant requireInstant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
