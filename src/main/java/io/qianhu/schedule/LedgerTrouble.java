package io.qianhu.schedule;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import io.qianhu.message.Message;
import java.util.function.Consumer;

/** Tells when the scheduler cannot get on, which it only logs, and when it can again. Called by its threads. */
final class LedgerTrouble extends AbstractSchedulerListener {
    private final Consumer<ScheduleEvent> events;
    private boolean troubled;

    LedgerTrouble(Consumer<ScheduleEvent> events) {
        this.events = events;
    }

    @Override
    public synchronized void onSchedulerEvent(SchedulerEventType type) {
        if (type == SchedulerEventType.UNEXPECTED_ERROR && !troubled) {
            troubled = true;
            events.accept(ScheduleEvent.trouble(Message.of("schedule.nothing-can-scheduled")));
        } else if (type == SchedulerEventType.RAN_EXECUTE_DUE && troubled) {
            troubled = false;
            events.accept(ScheduleEvent.trouble(Message.of("schedule.ledger-answers-again")));
        }
    }
}
