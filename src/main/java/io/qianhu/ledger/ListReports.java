package io.qianhu.ledger;

import io.qianhu.message.StoredMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads call lists with their latest submissions. */
final class ListReports {
    private static final String SELECT = """
            select l.list_no, l.callee_count, l.state, l.attempt, l.task_id, l.code, l.message,
                s.task_name, s.request_id, s.signed_at, s.answered_at
            from call_list l left join submission s
                on s.run_id = l.run_id and s.list_no = l.list_no and s.attempt = l.attempt
            where l.run_id = ?""";

    private final JdbcClient jdbc;

    ListReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives every list of the run, lowest number first. */
    void each(String run, Consumer<ListReport> consumer) {
        jdbc.sql(SELECT + " order by l.list_no").param(run).query(row -> {
            consumer.accept(report(row));
        });
    }

    ListReport one(String run, long list) {
        return jdbc.sql(SELECT + " and l.list_no = ?")
                .params(run, list)
                .query((row, n) -> report(row))
                .single();
    }

    private static ListReport report(ResultSet row) throws SQLException {
        return new ListReport(
                row.getInt("list_no"),
                row.getInt("callee_count"),
                ListState.valueOf(row.getString("state")),
                row.getInt("attempt"),
                row.getString("task_name"),
                row.getString("task_id"),
                row.getString("code"),
                row.getString("message") == null ? null : StoredMessage.read(row.getString("message")),
                row.getString("request_id"),
                JdbcListStore.instant(row, "signed_at"),
                JdbcListStore.instant(row, "answered_at"));
    }
}
