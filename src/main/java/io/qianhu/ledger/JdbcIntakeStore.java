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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link IntakeStore} on JDBC. */
public final class JdbcIntakeStore implements IntakeStore {
    private static final int ROWS_PER_INSERT = 64;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final InstantSource clock;
    private final Leases leases;
    private final CutLists lists;
    private final JdbcBlocks blocks;
    private final PerhapsCalled perhapsCalled;

    public JdbcIntakeStore(JdbcTemplate jdbc, InstantSource clock, Leases leases) {
        this.leases = leases;
        this.jdbc = jdbc;
        this.client = JdbcClient.create(jdbc);
        this.lists = new CutLists(client);
        this.blocks = new JdbcBlocks(client);
        this.perhapsCalled = new PerhapsCalled(client);
        this.clock = clock;
    }

    @Override
    public void append(String run, List<CutList> lists) {
        if (lists.isEmpty()) {
            return;
        }
        leases.fence(run);
        int number = lastList(run);
        insertHeads(run, number + 1, lists);
        insertBodies(run, number + 1, lists);
    }

    private int lastList(String run) {
        // Only this order is that of the primary key; H2 reads all lists of the run for a maximum.
        return client.sql("""
                        select list_no from call_list where run_id = ? order by run_id desc, list_no desc
                        fetch first 1 rows only""").param(run).query(Integer.class).optional().orElse(0);
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
            client.sql("""
                            insert into call_list (run_id, list_no, callee_count, state, changed_at)
                            select ?, x, ?, ?, ? from system_range(?, ?)""")
                    .params(run, size, ListState.PENDING.name(), now, first + from, first + to - 1)
                    .update();
        }
    }

    private void insertBodies(String run, int first, List<CutList> lists) {
        for (int from = 0; from < lists.size(); from += ROWS_PER_INSERT) {
            int to = Math.min(lists.size(), from + ROWS_PER_INSERT);
            List<Object> values = new ArrayList<>();
            for (int i = from; i < to; i++) {
                CutList list = lists.get(i);
                Collections.addAll(
                        values,
                        run,
                        first + i,
                        list.callees().pack(),
                        list.origins().pack());
            }
            jdbc.update(
                    "insert into call_list_callees (run_id, list_no, callees, origins) values "
                            + String.join(", ", Collections.nCopies(to - from, "(?, ?, ?, ?)")),
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
    public void reject(String run, List<RejectedRows> parts) {
        appendBlocks(
                "reject_block",
                run,
                parts.stream()
                        .filter(part -> part.count() > 0)
                        .map(part -> new Block(part.count(), part.packed()))
                        .toList());
    }

    @Override
    public void duplicate(String run, List<DuplicateRow> rows) {
        if (!rows.isEmpty()) {
            appendBlocks("duplicate_block", run, List.of(new Block(rows.size(), DuplicateBlock.pack(rows))));
        }
    }

    @Override
    public void suppress(String run, List<SuppressedRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        appendBlocks("suppressed_block", run, List.of(new Block(rows.size(), SuppressedBlock.pack(rows))));
        rows.stream()
                .collect(Collectors.groupingBy(SuppressedRow::list, Collectors.counting()))
                .forEach((list, count) -> jdbc.update(
                        "update suppression_list set suppressed = suppressed + ? where run_id = ? and list_no = ?",
                        count,
                        run,
                        list));
    }

    @SuppressWarnings("ArrayRecordComponent") // Stored at once and never compared.
    private record Block(int rows, byte[] body) {}

    private void appendBlocks(String table, String run, List<Block> added) {
        if (added.isEmpty()) {
            return;
        }
        leases.fence(run);
        long last = blocks.last(table, run);
        List<Object[]> values = new ArrayList<>(added.size());
        for (Block block : added) {
            last++;
            values.add(new Object[] {run, last, block.rows(), block.body()});
        }
        jdbc.batchUpdate("insert into " + table + " (run_id, block_no, row_count, body) values (?, ?, ?, ?)", values);
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
        tally.rejectedByReason()
                .forEach((reason, rows) ->
                        countReject(run, reason, rows, tally.rejectExamples().get(reason)));
    }

    /** The example is that of the commit that counts the reason first, so the first one of the run. */
    private void countReject(String run, String reason, long rows, @Nullable RejectExample example) {
        int known = jdbc.update(
                "update reject_count set row_count = row_count + ? where run_id = ? and reason = ?", rows, run, reason);
        if (known == 0) {
            jdbc.update(
                    """
                    insert into reject_count (run_id, reason, row_count, example_file, example_line, example_cell)
                    values (?, ?, ?, ?, ?, ?)""",
                    run,
                    reason,
                    rows,
                    example == null ? null : example.file(),
                    example == null ? null : example.line(),
                    example == null ? null : example.cell());
        }
    }

    @Override
    public void finish(String run) {
        // Counted before the fence: it locks the lease's row, which must beat while seconds of lists are gone through.
        long stored = StoredCallees.inLists(client, run);
        leases.fence(run);
        // Every start comes by here, and the lists are stored since the first.
        jdbc.update("""
                update run set stored_at = case when intake_done then stored_at else ? end, intake_done = true,
                    stored_callees = ? where run_id = ?""", JdbcListStore.time(clock.instant()), stored, run);
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
}
