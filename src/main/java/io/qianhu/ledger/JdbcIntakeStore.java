package io.qianhu.ledger;

import io.qianhu.number.Callees;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link IntakeStore} on JDBC. */
public final class JdbcIntakeStore implements IntakeStore {
    private static final int ROWS_PER_INSERT = 64;

    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final Leases leases;
    private final CutLists lists;
    private final PerhapsCalled perhapsCalled;

    public JdbcIntakeStore(JdbcTemplate jdbc, InstantSource clock, Leases leases) {
        this.leases = leases;
        this.lists = new CutLists(JdbcClient.create(jdbc));
        this.perhapsCalled = new PerhapsCalled(JdbcClient.create(jdbc));
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void append(String run, List<CutList> lists) {
        if (lists.isEmpty()) {
            return;
        }
        leases.fence(run);
        int number = requireLong(
                        "select coalesce((select list_no from call_list where run_id = ? order by run_id desc, list_no desc limit 1), 0)",
                        run)
                .intValue();
        insertHeads(run, number + 1, lists);
        insertBodies(run, number + 1, lists);
    }

    /** Neighbours of one size are one statement: for thousands of lists, statements are what takes time. */
    private void insertHeads(String run, int first, List<CutList> lists) {
        OffsetDateTime now = JdbcListStore.time(clock.instant());
        for (int from = 0, to; from < lists.size(); from = to) {
            int size = lists.get(from).size();
            to = from + 1;
            while (to < lists.size() && lists.get(to).size() == size) {
                to++;
            }
            jdbc.update("""
                    insert into call_list (run_id, list_no, callee_count, state, changed_at)
                    select ?, x, ?, ?, ? from system_range(?, ?)""", run, size, ListState.PENDING.name(), now, first + from, first + to - 1);
        }
    }

    private void insertBodies(String run, int first, List<CutList> lists) {
        for (int from = 0; from < lists.size(); from += ROWS_PER_INSERT) {
            List<CutList> some = lists.subList(from, Math.min(lists.size(), from + ROWS_PER_INSERT));
            List<Object> values = new ArrayList<>(4 * some.size());
            for (CutList list : some) {
                values.add(run);
                values.add(first + from + values.size() / 4);
                values.add(list.callees().pack());
                values.add(list.origins().pack());
            }
            jdbc.update(
                    "insert into call_list_callees (run_id, list_no, callees, origins) values "
                            + String.join(", ", Collections.nCopies(some.size(), "(?, ?, ?, ?)")),
                    values.toArray());
        }
    }

    @Override
    public void keepOpen(String run, CutList list) {
        leases.fence(run);
        jdbc.update(
                "merge into open_list (run_id, callees, origins) key (run_id) values (?, ?, ?)",
                run,
                list.callees().pack(),
                list.origins().pack());
    }

    @Override
    public CutList open(String run) {
        return lists.open(run);
    }

    @Override
    public void reject(String run, RejectedRows rows) {
        if (rows.count() > 0) {
            appendBlock("reject_block", run, rows.count(), rows.packed());
        }
    }

    @Override
    public void duplicate(String run, List<DuplicateRow> rows) {
        if (!rows.isEmpty()) {
            appendBlock("duplicate_block", run, rows.size(), DuplicateBlock.pack(rows));
        }
    }

    @Override
    public void suppress(String run, List<SuppressedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        appendBlock("suppressed_block", run, rows.size(), SuppressedBlock.pack(rows));
        rows.stream()
                .collect(Collectors.groupingBy(SuppressedRow::list, Collectors.counting()))
                .forEach((list, count) -> jdbc.update(
                        "update suppression_list set suppressed = suppressed + ? where run_id = ? and list_no = ?",
                        count,
                        run,
                        list));
    }

    private void appendBlock(String table, String run, int rows, byte[] body) {
        leases.fence(run);
        long block = requireLong("select coalesce(max(block_no), 0) + 1 from " + table + " where run_id = ?", run);
        jdbc.update(
                "insert into " + table + " (run_id, block_no, row_count, body) values (?, ?, ?, ?)",
                run,
                block,
                rows,
                body);
    }

    @Override
    public void count(String run, Tally tally) {
        leases.fence(run);
        jdbc.update(
                """
                update run set rows_read = rows_read + ?, duplicates = duplicates + ?, suppressed = suppressed + ?,
                    callees = callees + ?, more_numbers = more_numbers + ?, passed_over = passed_over + ?
                where run_id = ?""",
                tally.rows(),
                tally.duplicates(),
                tally.suppressed(),
                tally.callees(),
                tally.moreNumbers(),
                tally.passedOver(),
                run);
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
        jdbc.update(
                "update run set intake_done = true, stored_callees = ? where run_id = ?",
                StoredCallees.inLists(JdbcClient.create(jdbc), run),
                run);
    }

    @Override
    public NumberIndexing index(String run) {
        return new NumberIndexing(jdbc, leases, run);
    }

    @Override
    public void eachList(String run, Consumer<CutList> consumer) {
        lists.each(run, consumer);
    }

    @Override
    public void eachPerhapsCalled(Run run, Instant since, boolean sameCampaign, Consumer<Callees> consumer) {
        perhapsCalled.each(run, since, sameCampaign, consumer);
    }

    private Long requireLong(String sql, String run) {
        Long value = jdbc.queryForObject(sql, Long.class, run);
        if (value == null) {
            throw new IllegalStateException("no value from: " + sql);
        }
        return value;
    }
}
