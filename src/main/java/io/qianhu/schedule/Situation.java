package io.qianhu.schedule;

import io.qianhu.campaign.ScheduleSettings;
import io.qianhu.ledger.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a decision is made from, beside what is remembered of the campaign.
 *
 * @param now the time of day
 * @param presentSince since when somebody has been there without a break to see schedules come round
 * @param waitFor how long after its time a schedule waits for files
 * @param seeing how long it takes to see that a file does not change any more
 * @param lookEvery how long after a look the next one follows
 * @param unfinished the campaign's runs that have not come to their end, the oldest first
 * @param lastBegan when the latest of all the campaign's runs began, whoever began it; null when there is none
 * @param killSwitch whether nothing may begin or go on
 * @param inbox looked at only when it matters
 */
record Situation(
        Instant now,
        Instant presentSince,
        ScheduleSettings schedule,
        ZoneId zone,
        Duration waitFor,
        Duration seeing,
        Duration lookEvery,
        List<Run> unfinished,
        @Nullable Instant lastBegan,
        boolean killSwitch,
        Supplier<InboxLook> inbox) {
    Situation {
        unfinished = List.copyOf(unfinished);
    }

    /** Whether a run began at that time or later: then what was due at that time is done. */
    boolean begunSince(Instant due) {
        return lastBegan != null && !lastBegan.isBefore(due);
    }

    /** What the remembered times belong to. */
    String timetable() {
        return schedule.cron() + " " + zone;
    }
}
