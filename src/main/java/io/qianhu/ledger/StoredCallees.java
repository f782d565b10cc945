package io.qianhu.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the numbers that are really stored, by their bytes and not by what anybody says of them. */
final class StoredCallees {
    private static final int BYTES_PER_CALLEE = 5;

    private StoredCallees() {}

    /** In all full lists of the run. */
    static long inLists(JdbcClient jdbc, String run) {
        return count(jdbc, "call_list_callees", run);
    }

    /** In the list that is not full yet. */
    static long open(JdbcClient jdbc, String run) {
        return count(jdbc, "open_list", run);
    }

    private static long count(JdbcClient jdbc, String table, String run) {
        return jdbc.sql("select coalesce(sum(octet_length(callees)), 0) from " + table + " where run_id = ?")
                        .param(run)
                        .query(Long.class)
                        .single()
                / BYTES_PER_CALLEE;
    }
}
