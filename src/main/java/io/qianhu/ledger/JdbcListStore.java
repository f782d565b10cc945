package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.StoredMessage;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link ListStore} on JDBC. */
public final class JdbcListStore implements ListStore {
    static final int MESSAGE_LENGTH = 400;

    private final JdbcClient jdbc;

    /** A transaction of its own even inside the chunk's: the intent must be durable when the request leaves. */
    private final TransactionTemplate ownTransaction;

    private final Leases leases;
    private final DiskSync disk;
    private final TaskOwners tasks;
    private final Set<String> tasksBeingWritten = ConcurrentHashMap.newKeySet();

    /** @param disk what a write waits for after its commit */
    public JdbcListStore(JdbcClient jdbc, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        this.jdbc = jdbc;
        this.leases = leases;
        this.disk = disk;
        this.tasks = new TaskOwners(jdbc);
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
                            insert into submission (run_id, list_no, attempt, task_name, nonce, signed_at, account, recalls)
                            values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            list.run(),
                            list.number(),
                            attempt.attempt(),
                            intent.taskName(),
                            intent.nonce(),
                            time(intent.signedAt()),
                            intent.account(),
                            intent.recalls())
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
    public Outcome record(ListRef list, Outcome outcome) {
        if (outcome.transition().byPerson()) {
            throw new TransitionRefused(list, outcome.transition());
        }
        Outcome recorded = commit(list, outcome);
        disk.force();
        return recorded;
    }

    /** Of two outcomes with one task that come at once neither sees what the other writes: the later one does not count. */
    private Outcome commit(ListRef list, Outcome outcome) {
        String taskId = outcome.taskId();
        if (taskId == null) {
            return inTransaction(list, outcome, Optional.empty());
        }
        boolean first = tasksBeingWritten.add(taskId);
        try {
            return inTransaction(
                    list, outcome, first ? Optional.empty() : Optional.of(Message.of("ledger.another-list")));
        } finally {
            if (first) {
                tasksBeingWritten.remove(taskId);
            }
        }
    }

    private Outcome inTransaction(ListRef list, Outcome outcome, Optional<Message> otherList) {
        return Objects.requireNonNull(ownTransaction.execute(status -> {
            leases.fence(list.run());
            Outcome counts = otherList
                    .or(() -> Optional.ofNullable(outcome.taskId()).flatMap(task -> tasks.otherThan(list, task)))
                    .map(outcome::ofTaskOf)
                    .orElse(outcome);
            write(list, counts, counts.transition() == Transition.HOLD ? outcome.taskId() : null);
            return counts;
        }));
    }

    private void write(ListRef list, Outcome outcome, @Nullable String seenTaskId) {
        Transition transition = outcome.transition();
        int moved = jdbc.sql("""
                        update call_list set state = ?, task_id = ?, code = ?, message = ?, changed_at = ?,
                            doubts = doubts + ?
                        where run_id = ? and list_no = ? and state = ? and attempt = ?""")
                .params(Arrays.asList(
                        transition.to().name(),
                        outcome.taskId(),
                        outcome.code(),
                        StoredMessage.of(outcome.message(), MESSAGE_LENGTH),
                        time(outcome.answeredAt()),
                        transition.leavesDoubt() ? 1 : 0,
                        list.run(),
                        list.number(),
                        transition.from().name(),
                        list.attempt()))
                .update();
        requireOne(moved, list, transition);
        requireOne(completeSubmission(list, outcome, seenTaskId), list, transition);
    }

    private int completeSubmission(ListRef list, Outcome outcome, @Nullable String seenTaskId) {
        return jdbc.sql("""
                        update submission set answered_at = ?, outcome = ?, http_status = ?, code = ?, message = ?,
                            request_id = coalesce(?, request_id), task_id = ?,
                            seen_task_id = coalesce(?, seen_task_id)
                        where run_id = ? and list_no = ? and attempt = ?""")
                .params(Arrays.asList(
                        time(outcome.answeredAt()),
                        outcome.transition().name(),
                        outcome.httpStatus(),
                        outcome.code(),
                        StoredMessage.of(outcome.message(), MESSAGE_LENGTH),
                        outcome.requestId(),
                        outcome.taskId(),
                        seenTaskId,
                        list.run(),
                        list.number(),
                        list.attempt()))
                .update();
    }

    @Override
    public int markInFlightUnconfirmed(String run, Instant now) {
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
                            Message.of("ledger.process-ended-before-answer-recorded"),
                            null,
                            null));
        }
        disk.force();
        return leftovers.size();
    }

    @Override
    public List<LatestAttempt> unconfirmed(String run) {
        return latest(run, "l.state = 'UNCONFIRMED'");
    }

    @Override
    public List<LatestAttempt> unrecognised(String run) {
        return latest(
                run,
                "l.state = 'HELD' and s.outcome = ? and s.seen_task_id is null",
                Transition.HOLD_UNRECOGNISED.name());
    }

    @Override
    public Optional<LatestAttempt> lookFirst(ListRef list) {
        // What never left, or was looked up since, has another code or none.
        return latest(list.run(), "l.list_no = ? and l.state = 'PENDING' and l.code like 'isv.%'", list.number())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<LatestAttempt> undecided(String run, int number) {
        return latest(run, "l.list_no = ? and l.state in ('UNCONFIRMED', 'HELD', 'REFUSED')", number).stream()
                .findFirst();
    }

    private List<LatestAttempt> latest(String run, String condition, Object... values) {
        return jdbc.sql("""
                        select l.list_no, l.attempt, l.doubts, l.callee_count,
                            s.task_name, s.signed_at, s.account, s.recalls, s.seen_task_id
                        from call_list l join submission s
                            on s.run_id = l.run_id and s.list_no = l.list_no and s.attempt = l.attempt
                        where l.run_id = ? and\s""" + condition + " order by l.list_no")
                .param(run)
                .params(values)
                .query((row, n) -> new LatestAttempt(
                        listRef(run, row),
                        row.getString("task_name"),
                        requireInstant(row, "signed_at"),
                        row.getString("account"),
                        row.getBoolean("recalls"),
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
                                    and l.state in ('PENDING', 'UNCONFIRMED', 'HELD', 'REFUSED'))""")
                    .params(taskId, list.run(), list.number(), list.attempt())
                    .update();
            if (seen != 1) {
                throw TransitionRefused.toSee(list);
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
