package io.qianhu.ledger;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which list of an account has a task: because of an answer, because the API lists it, or by a person's word. */
final class TaskOwners {
    private static final String OTHER_LIST = """
            select o.run_id, o.list_no from submission s join submission o on o.account = s.account and %s = ?
            where s.run_id = ? and s.list_no = ? and s.attempt = ? and (o.run_id <> s.run_id or o.list_no <> s.list_no)""";

    private static final String SQL = OTHER_LIST.formatted("o.task_id") + " union all "
            + OTHER_LIST.formatted("o.seen_task_id") + " fetch first 1 rows only";

    private final JdbcClient jdbc;

    TaskOwners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Another list that has the task, in words, where the account is that of this list's attempt. */
    Optional<String> otherThan(ListRef list, String taskId) {
        return jdbc.sql(SQL)
                .params(
                        taskId,
                        list.run(),
                        list.number(),
                        list.attempt(),
                        taskId,
                        list.run(),
                        list.number(),
                        list.attempt())
                .query((row, n) -> "list " + row.getInt("list_no") + " of run " + row.getString("run_id"))
                .optional();
    }
}
