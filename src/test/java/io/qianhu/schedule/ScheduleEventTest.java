package io.qianhu.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.message.Message;
import io.qianhu.message.Wording;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleEventTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant DUE = Instant.parse("2026-03-01T18:00:00Z");

    /** In the zone in which the campaign file writes them. */
    @Test
    void saysTimesAsTheScheduleHasThem() {
        ScheduleEvent missed = ScheduleEvent.missed(
                "spring", List.of(DUE, DUE.plusSeconds(60)), ZONE, Message.of("schedule.left-out-schedule-missed"));
        assertThat(missed.message())
                .hasToString("campaign spring: 2 schedules were missed, 2026-03-02 02:00 to 2026-03-02 02:01; left out"
                        + " (schedule.missed: skip)");
        assertThat(Wording.CHINESE.of(missed.message()))
                .isEqualTo("任务 spring：错过了 2 个计划，从 2026-03-02 02:00 到 2026-03-02 02:01；略过（schedule.missed: skip）");
    }

    @Test
    void namesEveryFileThatIsLeftOut() {
        ScheduleEvent left = ScheduleEvent.leftOut("spring", DUE, ZONE, "a.csv, b.csv");
        assertThat(left.message())
                .hasToString(
                        "campaign spring: not complete in time for the schedule of 2026-03-02 02:00, and left to the"
                                + " next one: a.csv, b.csv");
    }
}
