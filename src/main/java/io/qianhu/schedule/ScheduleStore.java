package io.qianhu.schedule;

import io.qianhu.ledger.Target;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is remembered of campaigns, read and changed beside the scheduler that owns the table. */
final class ScheduleStore {
    private static final ScheduleJson JSON = new ScheduleJson();

    private final JdbcClient jdbc;
    private final String task;

    ScheduleStore(JdbcClient jdbc, Target target) {
        this.jdbc = jdbc;
        this.task = task(target);
    }

    /** The name of the scheduler's task: what a rehearsal has seen means nothing for the real thing. */
    static String task(Target target) {
        return "night-" + target.name().toLowerCase(Locale.ROOT);
    }

    Optional<ScheduleData> find(String campaign) {
        return jdbc.sql("select task_data from scheduled_tasks where task_name = ? and task_instance = ?")
                .params(task, campaign)
                .query((row, n) -> JSON.deserialize(ScheduleData.class, row.getBytes("task_data")))
                .optional();
    }

    /** Changes what is remembered, as long as nobody works on the campaign. */
    boolean change(String campaign, UnaryOperator<ScheduleData> change) {
        return find(campaign)
                .map(data -> jdbc.sql("""
                                        update scheduled_tasks set task_data = ?, version = version + 1
                                        where task_name = ? and task_instance = ? and not picked""")
                                .params(JSON.serialize(change.apply(data)), task, campaign)
                                .update()
                        == 1)
                .orElse(false);
    }

    /**
     * Gives back what a process was working on that is gone. Only the one process that holds the home may call it; waiting
     * for missing heartbeats would come to the same, minutes later.
     */
    void revive(Instant now) {
        jdbc.sql("""
                        update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,
                            execution_time = ?, version = version + 1
                        where picked""").param(now.atOffset(ZoneOffset.UTC)).update();
    }
}
