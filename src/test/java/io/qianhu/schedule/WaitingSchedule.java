package io.qianhu.schedule;

import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Target;
import java.time.Instant;
import java.time.ZoneOffset;

/** A campaign whose schedule was missed, as a serve leaves it that asks whether it is made up for. */
public final class WaitingSchedule {
    private WaitingSchedule() {}

    public static void in(LedgerOnDisk ledger, String campaign, Instant due) {
        byte[] data = new ScheduleJson().serialize(ScheduleData.seenAt(due).asked(due));
        ledger.jdbc
                .sql("""
                        insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version)
                        values (?, ?, ?, ?, false, 1)""")
                .params(ScheduleStore.task(Target.LIVE), campaign, data, due.atOffset(ZoneOffset.UTC))
                .update();
    }
}
