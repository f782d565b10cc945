package io.qianhu.schedule;

import io.qianhu.campaign.ScheduleSettings;
import io.qianhu.ledger.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
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
 * @param served what is known of the oldest of them; null when nobody here has begun it
 * @param anyRun whether the campaign has ever had a run, whoever began it
 * @param lastBegan when the latest of the campaign's runs began that serve has begun: what a person runs is another matter
 *     than what comes by the schedule; null when there is none
 * @param killSwitch whether nothing may begin or go on
 * @param inbox looked at only when it matters, for a time of the schedule
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
        ServedRuns.@Nullable Served served,
        boolean anyRun,
        @Nullable Instant lastBegan,
        boolean killSwitch,
        Function<Instant, InboxLook> inbox) {
    Situation {
        unfinished = List.copyOf(unfinished);
    }

    /** Whether serve began a run at that time or later: then what was due at that time is done. */
    boolean begunSince(Instant due) {
        return lastBegan != null && !lastBegan.isBefore(due);
    }

    /** Whether a person has stopped the oldest unfinished run. */
    boolean stopped() {
        return served != null && served.stopped();
    }

    /** Whether nobody has looked after the oldest unfinished run for longer than a schedule may be missed. */
    boolean leftAlone() {
        return served != null && served.seenAt().isBefore(presentSince.minus(schedule.missedWithin()));
    }

    /** What the remembered times belong to. */
    String timetable() {
        return schedule.cron() + " " + zone;
    }
}
