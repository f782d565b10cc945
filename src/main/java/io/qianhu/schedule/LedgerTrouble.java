package io.qianhu.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.qianhu.message.Message;

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
            events.trouble(Message.of("schedule.nothing-can-scheduled"));
        } else if (type == SchedulerEventType.RAN_EXECUTE_DUE && troubled) {
            troubled = false;
            events.trouble(Message.of("schedule.ledger-answers-again"));
        }
    }
}
