package io.qianhu.process;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** Reads from a ledger that no process has open what became of every submission. */
final class LedgerOutcomes {
    private LedgerOutcomes() {}

    /** How many submissions ended in each transition. */
    static Map<String, Long> of(Path home) {
        String url = "jdbc:h2:file:" + home.resolve("ledger").resolve("qianhu").toAbsolutePath()
                + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
        Map<String, Long> outcomes = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select outcome, count(*) from submission group by outcome")) {
            while (rows.next()) {
                outcomes.put(String.valueOf(rows.getString(1)), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger in " + home + " cannot be read", e);
        }
        return outcomes;
    }
}
