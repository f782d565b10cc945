package io.qianhu.ledger;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link PurgeStore} on JDBC. */
public final class JdbcPurgeStore implements PurgeStore {
    private static final List<String> WITH_NUMBERS = List.of(
            "call_list_callees", "open_list", "reject_block", "duplicate_block", "suppressed_block", "number_index");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Leases leases;
    private final DiskSync disk;

    /** @param disk what a purge waits for after its commit */
    public JdbcPurgeStore(JdbcClient jdbc, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.leases = leases;
        this.disk = disk;
    }

    @Override
    public void purge(String run, Instant at) {
        // Counted before the fence, as in intake: it locks the lease's row.
        long stored = StoredCallees.inLists(jdbc, run);
        transaction.executeWithoutResult(status -> {
            leases.fence(run);
            WITH_NUMBERS.forEach(table -> jdbc.sql("delete from " + table + " where run_id = ?")
                    .param(run)
                    .update());
            jdbc.sql("""
                            update run set purged_at = ?, stored_callees = ?, index_segments = null
                            where run_id = ? and purged_at is null""").params(JdbcListStore.time(at), stored, run).update();
        });
        disk.force();
    }
}
