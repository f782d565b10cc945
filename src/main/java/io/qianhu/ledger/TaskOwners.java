package io.qianhu.ledger;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which list of an account has a task: because of an answer, because the API lists it, or by a person's word. */
final class TaskOwners {
    private static final String OTHER_LIST = """
            select o.run_id, o.list_no from submission o where %s = ? and (o.run_id <> ? or o.list_no <> ?) and o.account = (
                select s.account from submission s where s.run_id = ? and s.list_no = ? and s.attempt = ?)""";

    private static final List<String> BY_EITHER_ID =
            List.of(OTHER_LIST.formatted("o.task_id"), OTHER_LIST.formatted("o.seen_task_id"));

    private final JdbcClient jdbc;

    TaskOwners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Another list that has the task, in words, where the account is that of this list's attempt. */
    Optional<String> otherThan(ListRef list, String taskId) {
        return BY_EITHER_ID.stream().flatMap(sql -> others(sql, list, taskId)).findFirst();
    }

    private Stream<String> others(String sql, ListRef list, String taskId) {
        return jdbc
                .sql(sql)
                .params(taskId, list.run(), list.number(), list.run(), list.number(), list.attempt())
                .query((row, n) -> "list " + row.getInt("list_no") + " of run " + row.getString("run_id"))
                .list()
                .stream();
    }
}
