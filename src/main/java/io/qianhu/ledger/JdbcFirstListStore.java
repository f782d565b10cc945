package io.qianhu.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link FirstListStore} on JDBC. */
public final class JdbcFirstListStore implements FirstListStore {
    static final String ACCEPTED = """
                        select l.run_id, l.list_no, l.attempt, l.doubts, l.callee_count, l.task_id, s.task_name,
                            s.signed_at, s.recalls
                        from call_list l
                            join submission s
                                on s.run_id = l.run_id and s.list_no = l.list_no and s.attempt = l.attempt
                        """;

    static final String NEWEST = " order by s.signed_at desc fetch first row only";

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;

    private final Leases leases;
    private final DiskSync disk;

    /** @param disk what a write waits for after its commit */
    public JdbcFirstListStore(JdbcClient jdbc, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        this.jdbc = jdbc;
        this.leases = leases;
        this.disk = disk;
        this.ownTransaction = OwnTransaction.of(transactions);
    }

    @Override
    public Optional<FirstList> first(String run) {
        return jdbc.sql("""
                        select l.list_no, l.attempt, l.doubts, l.callee_count, l.state, l.task_id, s.task_name, s.answered_at
                        from call_list l left join submission s
                            on s.run_id = l.run_id and s.list_no = l.list_no and s.attempt = l.attempt
                        where l.run_id = ? and l.list_no = 1""")
                .param(run)
                .query((row, n) -> new FirstList(
                        JdbcListStore.listRef(run, row),
                        ListState.valueOf(row.getString("state")),
                        row.getString("task_name"),
                        row.getString("task_id"),
                        JdbcListStore.instant(row, "answered_at")))
                .optional();
    }

    @Override
    public boolean anyIn(String run, ListState state) {
        return !jdbc.sql("select list_no from call_list where run_id = ? and state = ? fetch first 1 rows only")
                .params(run, state.name())
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    @Override
    public boolean verified(String campaign, String account) {
        return !jdbc.sql("select list_no from verified_account where campaign = ? and account = ?")
                .params(campaign, account)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    @Override
    public void markVerified(String run, String campaign, String account, ListRef list, Instant at) {
        ownTransaction.executeWithoutResult(status -> {
            leases.fence(run);
            jdbc.sql("""
                        merge into verified_account (campaign, account, run_id, list_no, verified_at)
                        key (campaign, account) values (?, ?, ?, ?, ?)""")
                    .params(campaign, account, list.run(), list.number(), JdbcListStore.time(at))
                    .update();
        });
        disk.force();
    }

    @Override
    public Optional<AcceptedList> lastAccepted(String campaign, String account) {
        return jdbc.sql(ACCEPTED + "join run r on r.run_id = l.run_id"
                        + " where r.campaign = ? and s.account = ? and l.state = 'ACCEPTED'" + NEWEST)
                .params(campaign, account)
                .query(JdbcFirstListStore::acceptedList)
                .optional();
    }

    static AcceptedList acceptedList(ResultSet row, int n) throws SQLException {
        return new AcceptedList(
                JdbcListStore.listRef(row.getString("run_id"), row),
                row.getString("task_name"),
                row.getString("task_id"),
                JdbcListStore.requireInstant(row, "signed_at"),
                row.getBoolean("recalls"));
    }
}
