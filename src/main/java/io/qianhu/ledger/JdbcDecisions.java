package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.StoredMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link Decisions} on JDBC. */
public final class JdbcDecisions implements Decisions {
    private static final String CODE = "qianhu.Decided";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Leases leases;
    private final DiskSync disk;
    private final TaskOwners tasks;

    /** @param disk what a decision waits for after its commit */
    public JdbcDecisions(JdbcClient jdbc, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        this.jdbc = jdbc;
        this.leases = leases;
        this.disk = disk;
        this.tasks = new TaskOwners(jdbc);
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Decided decide(String run, int list, Decision decision, Instant now, Duration settleAfter) {
        Decided decided = Objects.requireNonNull(transaction.execute(status -> {
            leases.fence(run);
            return decideNow(row(run, list), decision, now, settleAfter);
        }));
        disk.force();
        return decided;
    }

    private record Row(
            ListRef list, ListState state, @Nullable Instant signedAt) {}

    private Row row(String run, int list) {
        return jdbc.sql("""
                        select l.list_no, l.attempt, l.doubts, l.callee_count, l.state, s.signed_at
                        from call_list l left join submission s
                            on s.run_id = l.run_id and s.list_no = l.list_no and s.attempt = l.attempt
                        where l.run_id = ? and l.list_no = ?""")
                .params(run, list)
                .query((row, n) -> new Row(
                        JdbcListStore.listRef(run, row),
                        ListState.valueOf(row.getString("state")),
                        JdbcListStore.instant(row, "signed_at")))
                .optional()
                .orElseThrow(() -> new DecisionRefused(Message.of("ledger.run-no-list", run, list)));
    }

    private Decided decideNow(Row row, Decision decision, Instant now, Duration settleAfter) {
        Transition transition =
                decision.resolution().from(row.state()).orElseThrow(() -> nothingToDecide(row, decision.resolution()));
        requireUnseen(row, transition);
        requireOldEnough(row, transition, now, settleAfter);
        requireFreeTask(row.list(), decision);
        move(row.list(), transition, decision);
        keep(row.list(), transition, decision);
        return new Decided(row.list(), transition, decision.by(), decision.at());
    }

    private void keep(ListRef list, Transition transition, Decision decision) {
        jdbc.sql("""
                        insert into decision (run_id, list_no, attempt, transition, task_id, reason, decided_by, decided_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        list.run(),
                        list.number(),
                        list.attempt(),
                        transition.name(),
                        decision.taskId(),
                        decision.reason(),
                        decision.by(),
                        JdbcListStore.time(decision.at())))
                .update();
    }

    @Override
    public void adopt(String run, List<Adoption> adoptions) {
        transaction.executeWithoutResult(status -> {
            leases.fence(run);
            adoptions.forEach(this::adoptNow);
        });
        disk.force();
    }

    /** As if it had been submitted here: the attempt has the name by which the task is found. */
    private void adoptNow(Adoption adoption) {
        Decision decision = adoption.decision();
        move(adoption.list(), adoption.transition(), decision);
        ListRef attempt = adoption.list().nextAttempt();
        jdbc.sql("update call_list set attempt = ? where run_id = ? and list_no = ?")
                .params(attempt.attempt(), attempt.run(), attempt.number())
                .update();
        jdbc.sql("""
                        insert into submission (run_id, list_no, attempt, task_name, nonce, account, signed_at, outcome, task_id)
                        values (?, ?, ?, ?, '', ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        attempt.run(),
                        attempt.number(),
                        attempt.attempt(),
                        adoption.taskName(),
                        adoption.account(),
                        JdbcListStore.time(adoption.createdAt()),
                        adoption.transition().name(),
                        decision.taskId()))
                .update();
        requireFreeTask(attempt, decision);
        keep(attempt, adoption.transition(), decision);
    }

    private static DecisionRefused nothingToDecide(Row row, Resolution resolution) {
        Message list =
                Message.of("ledger.list-run", row.list().number(), row.list().run(), row.state());
        return new DecisionRefused(
                row.state() == ListState.REFUSED && resolution == Resolution.ACCEPTED
                        ? Message.of("ledger.api-said-no", list)
                        : Message.of("ledger.leaves-person-nothing-decide", list));
    }

    /** A task that was seen calls its callees, whichever attempt made it and whatever became of the list after that. */
    private void requireUnseen(Row row, Transition transition) {
        if (transition.to() != ListState.PENDING) {
            return;
        }
        ListRef list = row.list();
        jdbc.sql("""
                        select attempt, seen_task_id from submission
                        where run_id = ? and list_no = ? and seen_task_id is not null
                        order by attempt desc fetch first row only""")
                .params(list.run(), list.number())
                .query((seen, n) -> transition.from() == ListState.REFUSED
                        ? Message.of(
                                "ledger.task-api-seen-list-attempt",
                                seen.getString("seen_task_id"),
                                list.number(),
                                seen.getInt("attempt"))
                        : Message.of(
                                "ledger.task-seen-for-attempt",
                                seen.getString("seen_task_id"),
                                list.number(),
                                seen.getInt("attempt"),
                                list.run(),
                                list.number(),
                                seen.getString("seen_task_id")))
                .optional()
                .ifPresent(message -> {
                    throw new DecisionRefused(message);
                });
    }

    /** What may still be accepted must neither be sent again nor be called done with. */
    private static void requireOldEnough(Row row, Transition transition, Instant now, Duration settleAfter) {
        if (transition.from() == ListState.REFUSED || transition.to() == ListState.ACCEPTED) {
            return;
        }
        Instant provable = Objects.requireNonNull(row.signedAt()).plus(settleAfter);
        if (now.isBefore(provable)) {
            throw new DecisionRefused(
                    row.state() == ListState.UNCONFIRMED
                            ? Message.of(
                                    "ledger.list-request-may-accepted-until",
                                    row.list().number(),
                                    row.state(),
                                    provable,
                                    row.list().run())
                            : Message.of("ledger.decide-after", row.list().number(), row.state(), provable));
        }
    }

    /** And keeps that it is this list's from now on. */
    private void requireFreeTask(ListRef list, Decision decision) {
        String taskId = decision.taskId();
        if (taskId == null) {
            return;
        }
        tasks.otherThan(list, taskId).ifPresent(other -> {
            throw new DecisionRefused(Message.of("ledger.task-list-cannot-too", taskId, other, list.number()));
        });
        jdbc.sql("update submission set seen_task_id = ? where run_id = ? and list_no = ? and attempt = ?")
                .params(taskId, list.run(), list.number(), list.attempt())
                .update();
    }

    private void move(ListRef list, Transition transition, Decision decision) {
        String reason = decision.reason().isEmpty() ? "" : ": " + decision.reason();
        int moved = jdbc.sql("""
                        update call_list set state = ?, task_id = ?, code = ?, message = ?, changed_at = ?
                        where run_id = ? and list_no = ? and state = ? and attempt = ?""")
                .params(Arrays.asList(
                        transition.to().name(),
                        decision.taskId(),
                        CODE,
                        StoredMessage.of(
                                Message.of("ledger.decided-by", transition, decision.by(), reason),
                                JdbcListStore.MESSAGE_LENGTH),
                        JdbcListStore.time(decision.at()),
                        list.run(),
                        list.number(),
                        transition.from().name(),
                        list.attempt()))
                .update();
        if (moved != 1) {
            throw new TransitionRefused(list, transition);
        }
    }

    @Override
    public int abandonPending(String run, Cancellation cancellation) {
        int abandoned = Objects.requireNonNull(transaction.execute(status -> {
            leases.fence(run);
            sealOpenList(run, cancellation);
            return jdbc.sql("""
                            update call_list set state = ?, code = ?, message = ?, changed_at = ?
                            where run_id = ? and state = ?""")
                    .params(
                            Transition.CANCEL.to().name(),
                            CODE,
                            StoredMessage.of(cancellation.text(), JdbcListStore.MESSAGE_LENGTH),
                            JdbcListStore.time(cancellation.at()),
                            run,
                            Transition.CANCEL.from().name())
                    .update();
        }));
        disk.force();
        return abandoned;
    }

    /** Its callees were read and belong in the books; nobody will fill it any more. */
    private void sealOpenList(String run, Cancellation cancellation) {
        CutList rest = new CutLists(jdbc).open(run);
        if (rest.size() == 0) {
            return;
        }
        int number = jdbc.sql("select coalesce(max(list_no), 0) + 1 from call_list where run_id = ?")
                .param(run)
                .query(Integer.class)
                .single();
        jdbc.sql("insert into call_list (run_id, list_no, callee_count, state, changed_at) values (?, ?, ?, ?, ?)")
                .params(run, number, rest.size(), ListState.PENDING.name(), JdbcListStore.time(cancellation.at()))
                .update();
        jdbc.sql("""
                        insert into call_list_callees (run_id, list_no, callees, origins)
                        select run_id, ?, callees, origins from open_list where run_id = ?""").params(number, run).update();
        jdbc.sql("delete from open_list where run_id = ?").param(run).update();
    }

    @Override
    public List<Decided> of(String run) {
        return jdbc.sql("""
                        select d.list_no, d.attempt, l.doubts, l.callee_count, d.transition, d.decided_by, d.decided_at
                        from decision d join call_list l on l.run_id = d.run_id and l.list_no = d.list_no
                        where d.run_id = ? order by d.decided_at, d.list_no""").param(run).query((row, n) -> decided(run, row)).list();
    }

    private static Decided decided(String run, ResultSet row) throws SQLException {
        return new Decided(
                JdbcListStore.listRef(run, row),
                Transition.valueOf(row.getString("transition")),
                row.getString("decided_by"),
                JdbcListStore.requireInstant(row, "decided_at"));
    }
}
