package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.StoredMessage;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link RunStore} on JDBC. */
public final class JdbcRunStore implements RunStore {
    private static final int NOTE_LENGTH = 2_000;

    private static final String LISTS = """
            select state, count(*) as lists, sum(callee_count) as callees from call_list
            where run_id = ? group by state""";

    private static final String LIST_SUMS = "select state, lists, callees from list_sum where run_id = ?";

    private final JdbcClient jdbc;
    private final JdbcDuplicates duplicates;
    private final JdbcBlocks blocks;
    private final ListReports lists;
    private final JdbcSubmissionHistory history;
    private final TransactionTemplate transaction;

    /**
     * One moment for all queries of the books: between two of them intake may commit, and the books would seem not to
     * balance. Serializable, because in H2 only this level takes one snapshot of all tables.
     */
    private final TransactionTemplate oneMoment;

    private final Leases leases;
    private final DiskSync disk;

    /** @param disk what a write waits for after its commit */
    public JdbcRunStore(JdbcClient jdbc, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        this.jdbc = jdbc;
        this.duplicates = new JdbcDuplicates(jdbc);
        this.blocks = new JdbcBlocks(jdbc);
        this.lists = new ListReports(jdbc);
        this.history = new JdbcSubmissionHistory(jdbc);
        this.leases = leases;
        this.disk = disk;
        this.transaction = new TransactionTemplate(transactions);
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setReadOnly(true);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
    }

    @Override
    public void create(Run run, List<RunFile> files, List<SuppressionList> suppression) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                            insert into run (run_id, campaign, target, label, fingerprint, state, intake_settings,
                                started_at, retry_of, not_called_within_hours, dialog_id)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(Arrays.asList(
                            run.id(),
                            run.campaign(),
                            run.target().name(),
                            run.label(),
                            run.fingerprint(),
                            run.state().name(),
                            run.intakeSettings(),
                            JdbcListStore.time(run.startedAt()),
                            run.retryOf(),
                            run.notCalledWithin() == null
                                    ? null
                                    : run.notCalledWithin().toHours(),
                            run.dialogId()))
                    .update();
            for (RunFile file : files) {
                jdbc.sql("""
                                insert into input_file (run_id, file_no, path, size_bytes, sha256, format)
                                values (?, ?, ?, ?, ?, ?)""")
                        .params(run.id(), file.number(), file.path(), file.bytes(), file.sha256(), file.format())
                        .update();
            }
            suppression.forEach(list -> create(run.id(), list));
        });
        disk.force();
    }

    private void create(String run, SuppressionList list) {
        jdbc.sql("""
                        insert into suppression_list (run_id, list_no, name, size_bytes, sha256, numbers, unreadable)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        run,
                        list.number(),
                        StoredMessage.of(list.name(), Integer.MAX_VALUE),
                        list.bytes(),
                        list.sha256(),
                        list.numbers(),
                        list.unreadable()))
                .update();
    }

    @Override
    public Optional<Run> find(String id) {
        return jdbc.sql("select * from run where run_id = ?")
                .param(id)
                .query((row, n) -> run(row))
                .optional();
    }

    @Override
    public Optional<Run> find(String campaign, Target target, String fingerprint, String label) {
        return jdbc.sql("select * from run where campaign = ? and target = ? and fingerprint = ? and label = ?")
                .params(campaign, target.name(), fingerprint, label)
                .query((row, n) -> run(row))
                .optional();
    }

    @Override
    public List<Run> all() {
        return jdbc.sql("select * from run order by started_at desc, run_id")
                .query((row, n) -> run(row))
                .list();
    }

    @Override
    public List<RunFile> files(String run) {
        return jdbc.sql(
                        "select file_no, path, size_bytes, sha256, format from input_file where run_id = ? order by file_no")
                .param(run)
                .query((row, n) -> new RunFile(
                        row.getInt("file_no"),
                        row.getString("path"),
                        row.getLong("size_bytes"),
                        row.getString("sha256"),
                        row.getString("format")))
                .list();
    }

    @Override
    public List<SuppressionList> suppression(String run) {
        return jdbc.sql("""
                        select list_no, name, size_bytes, sha256, numbers, unreadable, suppressed from suppression_list
                        where run_id = ? order by list_no""")
                .param(run)
                .query((row, n) -> new SuppressionList(
                        row.getInt("list_no"),
                        StoredMessage.read(row.getString("name")),
                        row.getLong("size_bytes"),
                        row.getString("sha256"),
                        row.getLong("numbers"),
                        row.getLong("unreadable"),
                        row.getLong("suppressed")))
                .list();
    }

    @Override
    public void mark(String run, RunState state, @Nullable Message note, @Nullable Instant finishedAt) {
        transaction.executeWithoutResult(status -> {
            leases.fence(run);
            jdbc.sql("update run set state = ?, note = ?, finished_at = ? where run_id = ?")
                    .params(Arrays.asList(
                            state.name(),
                            note == null ? null : StoredMessage.of(note, NOTE_LENGTH),
                            finishedAt == null ? null : JdbcListStore.time(finishedAt),
                            run))
                    .update();
            sum(run, state);
        });
        disk.force();
    }

    @Override
    public void goesOnWith(String run, long dialogId) {
        jdbc.sql("update run set dialog_id = ? where run_id = ?")
                .params(dialogId, run)
                .update();
        disk.force();
    }

    @Override
    public void cancel(String run, Cancellation cancellation) {
        transaction.executeWithoutResult(status -> jdbc.sql("""
                        update run set cancelled_at = ?, cancelled_by = ?, cancel_reason = ?
                        where run_id = ? and cancelled_at is null""")
                .params(JdbcListStore.time(cancellation.at()), cancellation.by(), cancellation.reason(), run)
                .update());
        disk.force();
    }

    /** Once a run is completed its lists do not change any more. */
    private void sum(String run, RunState state) {
        jdbc.sql("delete from list_sum where run_id = ?").param(run).update();
        if (state == RunState.COMPLETED) {
            jdbc.sql("""
                            insert into list_sum (run_id, state, lists, callees)
                            select run_id, state, count(*), sum(callee_count) from call_list
                            where run_id = ? group by run_id, state""").param(run).update();
        }
    }

    @Override
    public void markInterrupted() {
        jdbc.sql("update run set state = ? where state = ?")
                .params(RunState.INTERRUPTED.name(), RunState.RUNNING.name())
                .update();
        jdbc.sql("""
                        update run set state = ?, note = ? where state = ? and exists (select 1 from call_list l
                            where l.run_id = run.run_id and l.state in ('PENDING', 'SUBMITTING', 'UNCONFIRMED'))""")
                .params(
                        RunState.STOPPED.name(),
                        StoredMessage.of(Message.of("ledger.decision-put-lists-back"), NOTE_LENGTH),
                        RunState.ATTENTION.name())
                .update();
    }

    @Override
    public Books books(String run) {
        return Objects.requireNonNull(oneMoment.execute(
                status -> books(run, LISTS, row -> isPurged(row) ? sealed(row, run) : counted(run))));
    }

    @Override
    public Books booksAtAGlance(String run) {
        return Objects.requireNonNull(oneMoment.execute(status -> {
            boolean summed = jdbc.sql("""
                            select exists(select 1 from list_sum s join run r on r.run_id = s.run_id
                                where s.run_id = ? and r.state = 'COMPLETED')""").param(run).query(Boolean.class).single();
            return books(run, summed ? LIST_SUMS : LISTS, row -> sealed(row, run));
        }));
    }

    /** Counts stored numbers, perhaps with the help of the run's row. */
    private interface Count {
        long of(ResultSet row) throws SQLException;
    }

    /** @param listsByState a query for the state, the number of lists in it, and that of their callees */
    private Books books(String run, String listsByState, Count stored) {
        TreeMap<String, Long> rejected = new TreeMap<>();
        TreeMap<String, RejectExample> examples = new TreeMap<>();
        jdbc.sql("""
                        select reason, row_count, example_file, example_line, example_cell from reject_count
                        where run_id = ?""").param(run).query(row -> {
            rejected.put(row.getString("reason"), row.getLong("row_count"));
            if (row.getString("example_cell") != null) {
                examples.put(
                        row.getString("reason"),
                        new RejectExample(
                                row.getInt("example_file"),
                                row.getLong("example_line"),
                                row.getString("example_cell")));
            }
        });
        Map<ListState, Long> lists = new EnumMap<>(ListState.class);
        Map<ListState, Long> callees = new EnumMap<>(ListState.class);
        jdbc.sql(listsByState).param(run).query(row -> {
            ListState state = ListState.valueOf(row.getString("state"));
            lists.put(state, row.getLong("lists"));
            callees.put(state, row.getLong("callees"));
        });
        return jdbc.sql("""
                        select rows_read, duplicates, suppressed, callees, more_numbers, passed_over, stored_callees,
                            purged_at
                        from run where run_id = ?""")
                .param(run)
                .query((row, n) -> new Books(
                        row.getLong("rows_read"),
                        rejected,
                        examples,
                        row.getLong("duplicates"),
                        row.getLong("duplicates") == 0 || isPurged(row)
                                ? row.getLong("duplicates")
                                : storedDuplicates(run),
                        row.getLong("suppressed"),
                        row.getLong("callees"),
                        StoredCallees.open(jdbc, run),
                        stored.of(row),
                        lists,
                        callees,
                        row.getLong("more_numbers"),
                        row.getLong("passed_over")))
                .single();
    }

    /** What was stored when the run was purged is what its numbers were counted as then. */
    private static boolean isPurged(ResultSet row) throws SQLException {
        return row.getObject("purged_at") != null;
    }

    private long counted(String run) {
        return StoredCallees.inLists(jdbc, run);
    }

    private long storedDuplicates(String run) {
        return jdbc.sql("select coalesce(sum(row_count), 0) from duplicate_block where run_id = ?")
                .param(run)
                .query(Long.class)
                .single();
    }

    private long sealed(ResultSet row, String run) throws SQLException {
        long sealed = row.getLong("stored_callees");
        return row.wasNull() ? counted(run) : sealed;
    }

    @Override
    public void eachReject(String run, Consumer<RejectedRow> consumer) {
        blocks.each("reject_block", run, body -> {
            try {
                RejectBlock.unpack(body).forEach(consumer);
            } catch (IOException e) {
                throw new WordedIOException(Message.of("ledger.rejects-run-cannot-read", run), e);
            }
        });
    }

    @Override
    public void eachDuplicate(String run, ObjLongConsumer<DuplicateRow> consumer) {
        duplicates.each(run, consumer);
    }

    @Override
    public void eachSuppressed(String run, Consumer<SuppressedRow> consumer) {
        blocks.each(
                "suppressed_block", run, body -> SuppressedBlock.unpack(body).forEach(consumer));
    }

    @Override
    public void eachList(String run, Consumer<ListReport> consumer) {
        lists.each(run, consumer);
    }

    @Override
    public void allow(String run, Instant since, double perSecond) {
        transaction.executeWithoutResult(status -> {
            leases.fence(run);
            history.allow(run, since, perSecond);
        });
    }

    @Override
    public SubmissionHistory submissionHistory(String run) {
        return history.of(run);
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("run_id"),
                row.getString("campaign"),
                Target.valueOf(row.getString("target")),
                row.getString("label"),
                row.getString("fingerprint"),
                RunState.valueOf(row.getString("state")),
                row.getString("intake_settings"),
                row.getBoolean("intake_done"),
                row.getString("note") == null ? null : StoredMessage.read(row.getString("note")),
                JdbcListStore.requireInstant(row, "started_at"),
                JdbcListStore.instant(row, "finished_at"),
                cancellation(row),
                row.getString("retry_of"),
                JdbcListStore.instant(row, "purged_at"),
                hours(row, "not_called_within_hours"),
                row.getObject("dialog_id", Long.class),
                row.getString("looks_as"),
                JdbcListStore.instant(row, "stored_at"));
    }

    private static @Nullable Duration hours(ResultSet row, String column) throws SQLException {
        long hours = row.getLong(column);
        return row.wasNull() ? null : Duration.ofHours(hours);
    }

    private static @Nullable Cancellation cancellation(ResultSet row) throws SQLException {
        Instant at = JdbcListStore.instant(row, "cancelled_at");
        return at == null ? null : new Cancellation(row.getString("cancelled_by"), row.getString("cancel_reason"), at);
    }
}
