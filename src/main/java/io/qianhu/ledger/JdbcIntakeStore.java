package io.qianhu.ledger;

import io.qianhu.number.Callees;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link IntakeStore} on JDBC. */
public final class JdbcIntakeStore implements IntakeStore {
    /** List numbers have no gaps, so pages can be cut by number; H2 would hold a whole result in memory. */
    private static final int LISTS_PER_PAGE = 500;

    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final Leases leases;

    public JdbcIntakeStore(JdbcTemplate jdbc, InstantSource clock, Leases leases) {
        this.leases = leases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void append(String run, List<Callees> lists) {
        if (lists.isEmpty()) {
            return;
        }
        leases.fence(run);
        int number = requireLong("select coalesce(max(list_no), 0) from call_list where run_id = ?", run)
                .intValue();
        OffsetDateTime now = JdbcListStore.time(clock.instant());
        List<Object[]> heads = new ArrayList<>(lists.size());
        List<Object[]> bodies = new ArrayList<>(lists.size());
        for (Callees callees : lists) {
            number++;
            heads.add(new Object[] {run, number, callees.size(), ListState.PENDING.name(), now});
            bodies.add(new Object[] {run, number, callees.pack()});
        }
        jdbc.batchUpdate(
                "insert into call_list (run_id, list_no, callee_count, state, changed_at) values (?, ?, ?, ?, ?)",
                heads);
        jdbc.batchUpdate("insert into call_list_callees (run_id, list_no, callees) values (?, ?, ?)", bodies);
    }

    @Override
    public void keepOpen(String run, Callees callees) {
        leases.fence(run);
        jdbc.update("merge into open_list (run_id, callees) key (run_id) values (?, ?)", run, callees.pack());
    }

    @Override
    public Callees open(String run) {
        List<byte[]> packed =
                jdbc.query("select callees from open_list where run_id = ?", (row, n) -> row.getBytes("callees"), run);
        return packed.isEmpty() ? Callees.of() : Callees.unpack(packed.get(0));
    }

    @Override
    public void reject(String run, List<RejectedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        leases.fence(run);
        long block = requireLong("select coalesce(max(block_no), 0) + 1 from reject_block where run_id = ?", run);
        jdbc.update(
                "insert into reject_block (run_id, block_no, row_count, body) values (?, ?, ?, ?)",
                run,
                block,
                rows.size(),
                RejectBlock.pack(rows));
    }

    @Override
    public void count(String run, Tally tally) {
        leases.fence(run);
        jdbc.update("""
                update run set rows_read = rows_read + ?, duplicates = duplicates + ?, suppressed = suppressed + ?,
                    callees = callees + ?
                where run_id = ?""", tally.rows(), tally.duplicates(), tally.suppressed(), tally.callees(), run);
        tally.rejectedByReason().forEach((reason, rows) -> countReject(run, reason, rows));
    }

    private void countReject(String run, String reason, long rows) {
        int known = jdbc.update(
                "update reject_count set row_count = row_count + ? where run_id = ? and reason = ?", rows, run, reason);
        if (known == 0) {
            jdbc.update("insert into reject_count (run_id, reason, row_count) values (?, ?, ?)", run, reason, rows);
        }
    }

    @Override
    public void finish(String run) {
        leases.fence(run);
        jdbc.update("update run set intake_done = true where run_id = ?", run);
    }

    @Override
    public void eachList(String run, Consumer<Callees> consumer) {
        for (int from = 1; ; from += LISTS_PER_PAGE) {
            List<byte[]> page = jdbc.query(
                    "select callees from call_list_callees where run_id = ? and list_no between ? and ? order by list_no",
                    (row, n) -> row.getBytes("callees"),
                    run,
                    from,
                    from + LISTS_PER_PAGE - 1);
            page.forEach(callees -> consumer.accept(Callees.unpack(callees)));
            if (page.size() < LISTS_PER_PAGE) {
                return;
            }
        }
    }

    private Long requireLong(String sql, String run) {
        Long value = jdbc.queryForObject(sql, Long.class, run);
        if (value == null) {
            throw new IllegalStateException("no value from: " + sql);
        }
        return value;
    }
}
