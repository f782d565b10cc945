package io.qianhu.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;

/** Tells when the scheduler cannot get on, which it only logs, and when it can again. Called by its threads. */
final class LedgerTrouble extends AbstractSchedulerListener {
    private final ScheduleEvents events;
    private boolean troubled;

    LedgerTrouble(ScheduleEvents events) {
        this.events = events;
    }

    @Override
    public synchronized void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.UNEXPECTED_ERROR && !troubled) {
            troubled = true;
            events.trouble(
                    "nothing can be scheduled: the ledger does not answer as it should. Look at the disk and at the log"
                            + " under qianhu.home/logs; it is tried again every second");
        } else if (type == SchedulerEventType.RAN_EXECUTE_DUE && troubled) {
            troubled = false;
            events.trouble("the ledger answers again");
        }
    }
}
