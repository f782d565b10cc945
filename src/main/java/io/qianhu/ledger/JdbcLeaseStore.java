package io.qianhu.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** {@link LeaseStore} on JDBC: every change is one statement that compares before it sets. */
public final class JdbcLeaseStore implements LeaseStore {
    private final JdbcClient jdbc;

    /** A beat proves nothing before it is committed, and in its caller's transaction it would lock out the next write. */
    private final TransactionTemplate ownTransaction;

    public JdbcLeaseStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = OwnTransaction.of(transactions);
    }

    @Override
    public Optional<LeaseRow> find(String run) {
        return jdbc.sql("select token, beat, owner, machine, pid, process_started from run_lease where run_id = ?")
                .param(run)
                .query((row, n) -> new LeaseRow(run, row.getLong("token"), row.getLong("beat"), owner(row)))
                .optional();
    }

    private static @Nullable LeaseOwner owner(ResultSet row) throws SQLException {
        String id = row.getString("owner");
        return id == null
                ? null
                : new LeaseOwner(id, row.getString("machine"), row.getLong("pid"), row.getLong("process_started"));
    }

    @Override
    public boolean takeFirst(String run, LeaseOwner owner) {
        try {
            return jdbc.sql("""
                            insert into run_lease (run_id, token, beat, owner, machine, pid, process_started)
                            values (?, 1, 0, ?, ?, ?, ?)""")
                            .params(run, owner.id(), owner.machine(), owner.pid(), owner.started())
                            .update()
                    == 1;
        } catch (DuplicateKeyException somebodyWasFaster) {
            return false;
        }
    }

    @Override
    public boolean take(LeaseRow seen, LeaseOwner owner) {
        LeaseOwner before = seen.owner();
        return jdbc.sql("""
                        update run_lease set token = token + 1, beat = 0, owner = ?, machine = ?, pid = ?,
                            process_started = ?
                        where run_id = ? and token = ? and beat = ? and coalesce(owner, '') = ?""")
                        .params(
                                owner.id(),
                                owner.machine(),
                                owner.pid(),
                                owner.started(),
                                seen.run(),
                                seen.token(),
                                seen.beat(),
                                before == null ? "" : before.id())
                        .update()
                == 1;
    }

    @Override
    public boolean beat(String run, long token) {
        return Boolean.TRUE.equals(ownTransaction.execute(
                status -> jdbc.sql("update run_lease set beat = beat + 1 where run_id = ? and token = ?")
                                .params(run, token)
                                .update()
                        == 1));
    }

    @Override
    public void release(String run, long token) {
        jdbc.sql("""
                        update run_lease set owner = null, machine = null, pid = null, process_started = null
                        where run_id = ? and token = ?""").params(run, token).update();
    }

    @Override
    public boolean lock(String run, long token) {
        return jdbc.sql("select token from run_lease where run_id = ? and token = ? for update")
                .params(run, token)
                .query(Long.class)
                .optional()
                .isPresent();
    }
}
