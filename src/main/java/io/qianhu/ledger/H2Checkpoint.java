package io.qianhu.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/**
 * Forces an H2 file with {@code CHECKPOINT SYNC}, which ends in {@code FileChannel.force}.
 *
 * <p>H2 writes each commit as a chunk and, in a long-lived file, uses the space of old chunks again as soon as a later
 * commit no longer needs them. When neither that commit nor the overwriting one was forced, a power cut can leave the
 * overwriting one alone on the disk, and then no version of the file is whole. So H2 is told to let so many versions
 * pass before it uses their space again: between two syncs there are far fewer commits.
 */
final class H2Checkpoint implements DiskSync {
    /** A commit is one version; an intent, which forces, comes after a handful of others. */
    static final int VERSIONS_KEPT = 1_000;

    private final DataSource dataSource;

    H2Checkpoint(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** On a connection of its own: the caller's may be in a transaction that has nothing to do with this. */
    @Override
    public void force() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            keepVersions(connection);
            statement.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw new SyncFailed(e);
        }
    }

    private static void keepVersions(Connection connection) throws SQLException {
        Session session = connection.unwrap(JdbcConnection.class).getSession();
        if (session instanceof SessionLocal local) {
            local.getDatabase().getStore().getMvStore().setVersionsToKeep(VERSIONS_KEPT);
        }
    }
}
