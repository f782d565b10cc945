package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which list of an account has a task: because of an answer, because the API lists it, or by a person's word. */
final class TaskOwners {
    private static final String OTHER_LIST = """
            select o.run_id, o.list_no, o.account, s.account as own_account
            from submission o join submission s on s.run_id = ? and s.list_no = ? and s.attempt = ?
            where %s = ? and (o.run_id <> s.run_id or o.list_no <> s.list_no)""";

    private static final List<String> BY_EITHER_ID =
            List.of(OTHER_LIST.formatted("o.task_id"), OTHER_LIST.formatted("o.seen_task_id"));

    private final JdbcClient jdbc;

    TaskOwners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Another list that has the task, in words, where the account is that of this list's attempt or may be. */
    Optional<Message> otherThan(ListRef list, String taskId) {
        return BY_EITHER_ID.stream().flatMap(sql -> others(sql, list, taskId)).findFirst();
    }

    private Stream<Message> others(String sql, ListRef list, String taskId) {
        return jdbc
                .sql(sql)
                .params(list.run(), list.number(), list.attempt(), taskId)
                .query((row, n) -> Account.mayBeSame(row.getString("account"), row.getString("own_account"))
                        ? Stream.of(Message.of("ledger.list-of-run", row.getInt("list_no"), row.getString("run_id")))
                        : Stream.<Message>empty())
                .list()
                .stream()
                .flatMap(words -> words);
    }
}
