package io.qianhu.schedule;

import io.qianhu.job.RunEnd;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person should hear of. Each is told once, on the thread to which it happened; whoever listens must be quick and
 * must not throw. Times are those of the campaign's zone, as its schedule has them.
 *
 * @param campaign its name; empty where none is concerned
 * @param run its id; empty where none is concerned
 * @param message one line that names what it is about
 * @param end of the run, where it came to its end or to a stop
 */
public record ScheduleEvent(
        Kind kind,
        String campaign,
        String run,
        Message message,
        @Nullable RunEnd end) {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** What is asked of a person. */
    public enum Kind {
        /** Nothing. */
        CHANGED,
        /** The schedule came round while nothing was there to see it. */
        MISSED,
        /** A schedule came round and no run began, or one began without files that were not complete. */
        NOTHING_CAME,
        /** A word: something waits, or may not be as it was meant. */
        NEEDS_PERSON,
        /** Something keeps a run from beginning or going on; it is tried again. */
        TROUBLE,
        /** A run came to its end or to a stop. */
        ENDED,
        /** A campaign file cannot be used; where it was good before, that version goes on. */
        BROKEN_CAMPAIGN
    }

    private static ScheduleEvent of(Kind kind, String campaign, String run, Message message) {
        return new ScheduleEvent(kind, campaign, run, Message.of("schedule.campaign", campaign, message), null);
    }

    private static String time(Instant due, ZoneId zone) {
        return MINUTES.format(due.atZone(zone));
    }

    /**
     * The schedule came round while nothing was there to see it.
     *
     * @param due when, in order, at least one
     * @param becomes what becomes of it, a half-sentence
     */
    static ScheduleEvent missed(String campaign, List<Instant> due, ZoneId zone, Message becomes) {
        String first = time(due.get(0), zone);
        Message times = due.size() == 1
                ? Message.of("schedule.schedule-missed", first)
                : Message.of("schedule.schedules-missed", due.size(), first, time(due.get(due.size() - 1), zone));
        return of(Kind.MISSED, campaign, "", Message.of("message.semicolon", times, becomes));
    }

    /** A schedule was missed, and a person is to say whether it is made up for. */
    static ScheduleEvent asks(String campaign, Instant due, ZoneId zone) {
        return of(
                Kind.NEEDS_PERSON,
                campaign,
                "",
                Message.of("schedule.schedule-missed-make-up", time(due, zone), campaign));
    }

    /**
     * A campaign that never had a run found files that another has read; a person is to say whether they are meant.
     *
     * @param other the name of that campaign, which may have been this one's
     */
    static ScheduleEvent asksAboutRead(String campaign, Instant due, ZoneId zone, String other) {
        return of(
                Kind.NEEDS_PERSON,
                campaign,
                "",
                Message.of("schedule.nothing-read-schedule", time(due, zone), other, campaign));
    }

    /** What a person should know of a run that goes on: somebody may be called who was meant to be left out since. */
    static ScheduleEvent noted(String campaign, String run, Message note) {
        return of(Kind.NEEDS_PERSON, campaign, run, Message.of("schedule.run", run, note));
    }

    /**
     * No run began for this time of the schedule.
     *
     * @param why a half-sentence: no new file, or what was wrong with those that came
     */
    static ScheduleEvent nothingCame(String campaign, Instant due, ZoneId zone, Message why) {
        return of(Kind.NOTHING_CAME, campaign, "", Message.of("schedule.no-run-schedule", time(due, zone), why));
    }

    /** A run begins without these files, which were not complete in time; the next time of the schedule looks again. */
    static ScheduleEvent leftOut(String campaign, Instant due, ZoneId zone, String files) {
        return of(
                Kind.NOTHING_CAME,
                campaign,
                "",
                Message.of("schedule.not-complete-time-schedule", time(due, zone), files));
    }

    /** A schedule came round and waits, because an earlier run of the campaign has not come to its end. */
    static ScheduleEvent waitsBehind(String campaign, Instant due, ZoneId zone, String run, Message why) {
        return of(
                Kind.NEEDS_PERSON,
                campaign,
                run,
                Message.of("schedule.schedule-waits-since-run", time(due, zone), run, why));
    }

    /**
     * An unfinished run does not go on by itself, since nobody knows whether it should; it does when it was resumed.
     *
     * @param why a half-sentence
     */
    static ScheduleEvent waitsForWord(String campaign, String run, Message why) {
        return of(Kind.NEEDS_PERSON, campaign, run, Message.of("schedule.run-waits-for-word", run, why, run));
    }

    /** Something keeps a run from beginning or going on; it is tried again. */
    static ScheduleEvent refused(String campaign, Message message) {
        return of(Kind.TROUBLE, campaign, "", Message.of("schedule.tried-again", message));
    }

    /** A run came to its end or to a stop. */
    public static ScheduleEvent ended(String campaign, RunEnd end) {
        Message message = Message.of("schedule.campaign", campaign, end.state().of(end.run(), end.message()));
        return new ScheduleEvent(Kind.ENDED, campaign, end.run(), message, end);
    }

    /** Nothing can be scheduled, since the ledger does not answer, or it does again; or what else serves them all. */
    public static ScheduleEvent trouble(Message message) {
        return new ScheduleEvent(Kind.TROUBLE, "", "", message, null);
    }

    /** A campaign file cannot be used. */
    static ScheduleEvent broken(Message message) {
        return new ScheduleEvent(Kind.BROKEN_CAMPAIGN, "", "", message, null);
    }

    /** A campaign file is used from now on, or was taken away. */
    static ScheduleEvent changed(Path file, Message what) {
        return new ScheduleEvent(Kind.CHANGED, "", "", Message.of("message.two", file, what), null);
    }
}
