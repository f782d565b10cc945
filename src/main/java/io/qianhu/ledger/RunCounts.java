package io.qianhu.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts what a run has done so far, for whoever looks every few seconds while it goes on: lists by their index alone, a
 * completed run's as they were counted at its end, and no number is read.
 */
public final class RunCounts {
    private final JdbcClient jdbc;

    public RunCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when the ledger has no such run. */
    public Optional<RunFigures> of(String run) {
        TreeMap<String, Long> rejected = new TreeMap<>();
        jdbc.sql("select reason, row_count from reject_count where run_id = ?")
                .param(run)
                .query(row -> {
                    rejected.put(row.getString("reason"), row.getLong("row_count"));
                });
        Map<ListState, Long> lists = lists(run);
        long inDoubt = lists.getOrDefault(ListState.SUBMITTING, 0L) + lists.getOrDefault(ListState.UNCONFIRMED, 0L) == 0
                ? 0
                : jdbc.sql("""
                                select coalesce(sum(callee_count), 0) from call_list
                                where run_id = ? and state in ('SUBMITTING', 'UNCONFIRMED')""").param(run).query(Long.class).single();
        return jdbc.sql("select rows_read, duplicates, suppressed, callees, intake_done from run where run_id = ?")
                .param(run)
                .query((row, n) -> new RunFigures(
                        row.getLong("rows_read"),
                        rejected,
                        row.getLong("duplicates"),
                        row.getLong("suppressed"),
                        row.getLong("callees"),
                        row.getBoolean("intake_done"),
                        lists,
                        inDoubt))
                .optional();
    }

    private Map<ListState, Long> lists(String run) {
        Map<ListState, Long> summed = lists("""
                select s.state, s.lists from list_sum s join run r on r.run_id = s.run_id
                where s.run_id = ? and r.state = 'COMPLETED'""", run);
        return summed.isEmpty()
                ? lists("select state, count(*) as lists from call_list where run_id = ? group by state", run)
                : summed;
    }

    private Map<ListState, Long> lists(String sql, String run) {
        Map<ListState, Long> lists = new EnumMap<>(ListState.class);
        jdbc.sql(sql).param(run).query(row -> {
            lists.put(ListState.valueOf(row.getString("state")), row.getLong("lists"));
        });
        return lists;
    }
}
