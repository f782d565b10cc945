package io.qianhu.schedule;

import io.qianhu.message.Message;
import io.qianhu.message.StoredMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a campaign from one look to the next; all else the ledger and the inbox say.
 *
 * @param timetable cron and zone that {@code handled} belongs to: a schedule that was changed begins anew
 * @param handled the latest time of the schedule that was dealt with, or when the campaign was first seen
 * @param looking what is being looked for; null when nothing is
 * @param retry a run that failed, was refused, or waits for a time; null when there is none
 * @param asked the missed time of the schedule about which a person is asked; null when there is no question
 * @param answered whether that person has said yes
 * @param held the run of which it was told that it waits for a person's word; null when there is none
 * @param toldBlocked the time of the schedule for which it was told that it waits behind a run; null when it was for none
 */
record ScheduleData(
        String timetable,
        Instant handled,
        @Nullable Looking looking,
        @Nullable Retry retry,
        @Nullable Instant asked,
        boolean answered,
        @Nullable String held,
        @Nullable Instant toldBlocked) {
    private static final int LONGEST_MESSAGE = 2_000;

    /** A message as it is here: whether something is told again is decided by what was kept of it. */
    static Message kept(Message message) {
        return StoredMessage.bounded(message, LONGEST_MESSAGE);
    }

    /**
     * The search for the input of one time of the schedule.
     *
     * @param due the time of the schedule
     * @param until how long a file may come
     * @param trouble why the last attempt came to nothing; empty when there was none
     * @param attempts how many attempts came to nothing
     * @param notBefore when the next attempt is made
     * @param confirmed whether a person has said yes to it
     */
    record Looking(Instant due, Instant until, Message trouble, int attempts, Instant notBefore, boolean confirmed) {
        public Looking {
            trouble = kept(trouble);
        }

        static Looking from(Instant due, Instant now, Instant until, boolean confirmed) {
            return new Looking(due, until, Message.NONE, 0, now, confirmed);
        }

        /** One more attempt came to nothing. */
        Looking refused(Message message, Instant now) {
            return new Looking(due, until, message, attempts + 1, now.plus(BackOff.after(attempts + 1)), confirmed);
        }

        Looking until(Instant later) {
            return new Looking(due, later, trouble, attempts, notBefore, confirmed);
        }

        /** What is wrong now, without being an attempt; empty when nothing is any more. */
        Looking troubled(Message message) {
            return new Looking(due, until, message, attempts, notBefore, confirmed);
        }
    }

    /**
     * A run that did not get on.
     *
     * @param failures how often in a row; 0 when it only waits, for its window or the like
     * @param message why, the last time
     */
    record Retry(String run, int failures, Message message, Instant notBefore) {
        public Retry {
            message = kept(message);
        }
    }

    /** Of a campaign that was never seen before: what was due earlier does not count as missed. */
    static ScheduleData seenAt(Instant now) {
        return new ScheduleData("", now, null, null, null, false, null, null);
    }

    ScheduleData with(String newTimetable, Instant now) {
        return new ScheduleData(newTimetable, now, null, retry, null, false, held, null);
    }

    ScheduleData handled(Instant due) {
        return new ScheduleData(timetable, due, null, retry, null, false, held, toldBlocked);
    }

    ScheduleData looking(@Nullable Looking now) {
        return new ScheduleData(timetable, handled, now, retry, null, false, held, toldBlocked);
    }

    ScheduleData asked(Instant due) {
        return new ScheduleData(timetable, handled, null, retry, due, false, held, toldBlocked);
    }

    ScheduleData answeredYes() {
        return new ScheduleData(timetable, handled, looking, retry, asked, true, held, toldBlocked);
    }

    ScheduleData retry(@Nullable Retry now) {
        return new ScheduleData(timetable, handled, looking, now, asked, answered, held, toldBlocked);
    }

    ScheduleData held(@Nullable String run) {
        return new ScheduleData(timetable, handled, looking, retry, asked, answered, run, toldBlocked);
    }

    ScheduleData toldBlocked(Instant due) {
        return new ScheduleData(timetable, handled, looking, retry, asked, answered, held, due);
    }

    /** The run can go on then. */
    ScheduleData waits(String run, Message message, Instant goesOn) {
        return retry(new Retry(run, 0, message, goesOn));
    }

    /** The run did not get on once more. */
    ScheduleData failed(String run, Message message, Instant now) {
        int failures = retry != null && retry.run().equals(run) ? retry.failures() + 1 : 1;
        return retry(new Retry(run, failures, message, now.plus(BackOff.after(failures))));
    }
}
