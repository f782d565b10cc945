package io.qianhu.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import org.junit.jupiter.api.Test;

class LedgerTroubleTest {
    private final HeardEvents events = new HeardEvents();
    private final LedgerTrouble trouble = new LedgerTrouble(events);

    @Test
    void tellsOnceThatNothingCanBeScheduledAndOnceThatItCanAgain() {
        trouble.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
        assertThat(events.heard()).isEmpty();

        trouble.onSchedulerEvent(SchedulerEventType.UNEXPECTED_ERROR);
        trouble.onSchedulerEvent(SchedulerEventType.UNEXPECTED_ERROR);
        assertThat(events.heard()).singleElement().asString().contains("the ledger does not answer", "every second");

        trouble.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
        trouble.onSchedulerEvent(SchedulerEventType.RAN_EXECUTE_DUE);
        assertThat(events.heard()).containsExactly("the ledger answers again");
    }
}
