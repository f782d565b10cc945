package io.qianhu.schedule;

import io.qianhu.campaign.Missed;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is done for one campaign at one moment. Waits, reads and writes nothing.
 *
 * <ol>
 *   <li>The kill switch is on: nothing.
 *   <li>A run is unfinished: it goes on before anything new begins. One that failed waits a while. One that is paused,
 *       was stopped by a person, was begun elsewhere or was left alone for long waits for a person. One that was cancelled
 *       waits for nobody, whatever else is true of it: nothing of it is submitted, and what is unconfirmed is looked up. A
 *       schedule that comes round meanwhile is told of and waits with it.
 *   <li>The schedule came round since the last time that was handled: only the latest counts, once. Seen in time, new files
 *       are looked for. Missed, it is left out, made up for or asked about, as the campaign says; older than the campaign
 *       allows, it is left out in any case.
 *   <li>Files are looked for: all that are new make one run as soon as all are complete, or when the wait is over those
 *       that are. One that nobody has touched since before the schedule holds up nobody. What a run has read with the same
 *       script is not new, whatever its campaign is called. Where an older version has not kept the script, a campaign without
 *       a run asks before it takes what another one has read: it may only have got a new name.
 *   <li>Else nothing, until the schedule comes round.
 * </ol>
 */
final class Schedules {
    /** What comes so shortly before somebody was there still counts as seen: a restart must not miss a schedule. */
    static final Duration IN_TIME = Duration.ofMinutes(5);

    /** How soon to look whether a person has done something: the ledger says it, which is cheap. */
    static final Duration PERSON = Duration.ofMinutes(1);

    /** How often to note that a run that waits was not left alone. */
    private static final Duration NOT_ALONE = Duration.ofHours(1);

    static final Duration KILL_SWITCH = Duration.ofSeconds(10);

    /** A schedule of every minute has 10,080 times in it; what was missed before is not counted. */
    private static final Duration LONGEST_COUNTED = Duration.ofDays(7);

    private static final Duration NEVER = Duration.ofDays(1);

    private final Situation situation;
    private final Instant now;
    private final List<ScheduleEvent> told = new ArrayList<>();
    private final String campaign;
    private ScheduleData data;

    private Schedules(String campaign, Situation situation, ScheduleData data) {
        this.campaign = campaign;
        this.situation = situation;
        this.now = situation.now();
        this.data = data;
    }

    static Decision decide(String campaign, Situation situation, ScheduleData data) {
        Schedules schedules = new Schedules(campaign, situation, data);
        Step step = schedules.step();
        return new Decision(step, schedules.data, schedules.told);
    }

    private Step step() {
        if (!data.timetable().equals(situation.timetable())) {
            data = data.with(situation.timetable(), now);
        }
        if (situation.killSwitch()) {
            return new Step.Rest(now.plus(KILL_SWITCH));
        }
        if (!situation.unfinished().isEmpty()) {
            return goOn(situation.unfinished().get(0));
        }
        forgetWhatIsDone();
        List<Instant> due = due();
        if (!due.isEmpty()) {
            comesRound(due);
        } else if (data.asked() != null && data.answered()) {
            lookFor(data.asked(), true);
        }
        ScheduleData.Looking looking = data.looking();
        return looking == null ? new Step.Rest(nextDue()) : look(withTimeToSee(looking));
    }

    /** A run that was begun for it since has taken the files, and this process died before it could note that. */
    private void forgetWhatIsDone() {
        ScheduleData.Looking looking = data.looking();
        if (looking != null && situation.begunSince(looking.due())) {
            data = data.looking(null);
        }
        if (data.asked() != null && situation.begunSince(data.asked())) {
            data = data.handled(data.handled());
        }
    }

    private Step goOn(Run run) {
        Message person = person(run);
        tellHeld(run, person);
        tellBlocked(run, person.isEmpty() ? Message.of("schedule.not-come-end") : person);
        if (!person.isEmpty()) {
            return new Step.Rest(now.plus(PERSON));
        }
        ScheduleData.Retry retry = data.retry();
        if (retry != null && retry.run().equals(run.id()) && now.isBefore(retry.notBefore())) {
            return new Step.Rest(earlier(earlier(retry.notBefore(), nextDue()), now.plus(NOT_ALONE)));
        }
        return new Step.Continue(run.id());
    }

    /** Why the run waits for a person, a half-sentence; empty when it does not. */
    private Message person(Run run) {
        if (run.cancelled() != null) {
            return Message.NONE;
        }
        if (run.state() == RunState.PAUSED) {
            return Message.of("schedule.paused");
        }
        if (situation.stopped()) {
            return Message.of("schedule.stopped-request");
        }
        return doubt();
    }

    /** Only what was begun here a short time ago is what somebody wants to be submitted now. */
    private Message doubt() {
        if (situation.served() == null) {
            return Message.of("schedule.not-begun-serve");
        }
        return situation.leftAlone() ? Message.of("schedule.left-alone-longer-schedule-missed-within") : Message.NONE;
    }

    private void tellHeld(Run run, Message why) {
        boolean held = !why.isEmpty() && why.equals(doubt());
        if (held && !run.id().equals(data.held())) {
            tell(ScheduleEvent.waitsForWord(campaign, run.id(), why));
        }
        data = data.held(held ? run.id() : null);
    }

    private void tellBlocked(Run run, Message why) {
        List<Instant> due = due();
        if (due.isEmpty()) {
            return;
        }
        Instant latest = due.get(due.size() - 1);
        if (!latest.equals(data.toldBlocked())) {
            tell(ScheduleEvent.waitsBehind(campaign, latest, situation.zone(), run.id(), why));
            data = data.toldBlocked(latest);
        }
    }

    private void comesRound(List<Instant> due) {
        ScheduleData.Looking before = data.looking();
        if (before != null) {
            tell(ScheduleEvent.nothingCame(
                    campaign, before.due(), situation.zone(), whyNot(before, Message.of("schedule.no-new-file-came"))));
        }
        Instant asked = data.asked();
        if (asked != null) {
            tell(ScheduleEvent.missed(
                    campaign, List.of(asked), situation.zone(), Message.of("schedule.nobody-answered-left-out")));
        }
        Instant latest = due.get(due.size() - 1);
        List<Instant> older =
                due.subList(0, due.size() - 1).stream().filter(this::wasMissed).toList();
        if (!older.isEmpty()) {
            tell(ScheduleEvent.missed(
                    campaign, older, situation.zone(), Message.of("schedule.left-out-since-came-round")));
        }
        data = data.handled(latest);
        if (!wasMissed(latest)) {
            lookFor(latest, false);
        } else if (!situation.begunSince(latest)) {
            missed(latest);
        }
    }

    private boolean wasMissed(Instant due) {
        return due.isBefore(situation.presentSince().minus(IN_TIME));
    }

    private void missed(Instant due) {
        Missed policy = situation.schedule().missed();
        boolean tooOld = due.isBefore(now.minus(situation.schedule().missedWithin()));
        if (policy == Missed.SKIP) {
            tell(ScheduleEvent.missed(
                    campaign, List.of(due), situation.zone(), Message.of("schedule.left-out-schedule-missed")));
        } else if (tooOld) {
            tell(ScheduleEvent.missed(
                    campaign, List.of(due), situation.zone(), Message.of("schedule.left-out-since-longer-ago")));
        } else if (policy == Missed.ASK) {
            data = data.asked(due);
            tell(ScheduleEvent.asks(campaign, due, situation.zone()));
        } else {
            tell(ScheduleEvent.missed(campaign, List.of(due), situation.zone(), Message.of("schedule.made-up-now")));
            lookFor(due, false);
        }
    }

    /** A file that comes at the last moment still has the time to be seen unchanged. */
    private void lookFor(Instant due, boolean confirmed) {
        Instant until = now.plus(situation.waitFor()).plus(situation.seeing());
        data = data.looking(ScheduleData.Looking.from(due, now, until, confirmed));
    }

    /** Nobody looked when the time was over: the one thread was busy, or the process was gone. */
    private ScheduleData.Looking withTimeToSee(ScheduleData.Looking looking) {
        if (!now.isAfter(looking.until().plus(IN_TIME))) {
            return looking;
        }
        ScheduleData.Looking longer = looking.until(now.plus(situation.seeing()));
        data = data.looking(longer);
        return longer;
    }

    private Step look(ScheduleData.Looking looking) {
        boolean late = !now.isBefore(looking.until());
        if (!late && now.isBefore(looking.notBefore())) {
            return new Step.Rest(earlier(earlier(looking.notBefore(), looking.until()), nextDue()));
        }
        InboxLook look = situation.inbox().apply(looking.due());
        if (!look.ready().isEmpty() && (late || look.unfinished().isEmpty())) {
            String other = look.readBy();
            if (other != null && !situation.anyRun() && !looking.confirmed()) {
                tell(ScheduleEvent.asksAboutRead(campaign, looking.due(), situation.zone(), other));
                data = data.asked(looking.due());
                return new Step.Rest(nextDue());
            }
            if (!look.incomplete().isEmpty()) {
                tell(ScheduleEvent.leftOut(campaign, looking.due(), situation.zone(), names(look.incomplete())));
            }
            troubled(looking, look.trouble());
            return new Step.Begin(look.ready());
        }
        if (late) {
            tell(ScheduleEvent.nothingCame(campaign, looking.due(), situation.zone(), whyNot(looking, reason(look))));
            data = data.looking(null);
            return new Step.Rest(nextDue());
        }
        troubled(looking, look.trouble());
        return new Step.Rest(earlier(earlier(now.plus(situation.lookEvery()), looking.until()), nextDue()));
    }

    private void troubled(ScheduleData.Looking looking, Message trouble) {
        boolean anAttemptFailed = looking.attempts() > 0 && trouble.isEmpty();
        if (trouble.equals(looking.trouble()) || anAttemptFailed) {
            return;
        }
        data = data.looking(looking.troubled(trouble));
        if (!trouble.isEmpty()) {
            tell(ScheduleEvent.refused(campaign, trouble));
        }
    }

    private static Message whyNot(ScheduleData.Looking looking, Message else_) {
        return looking.trouble().isEmpty() ? else_ : looking.trouble();
    }

    private static Message reason(InboxLook look) {
        if (!look.trouble().isEmpty()) {
            return look.trouble();
        }
        if (!look.incomplete().isEmpty()) {
            return Message.of("schedule.not-complete-time", names(look.incomplete()));
        }
        return look.elsewhere() == null
                ? Message.of("schedule.no-new-file-came")
                : Message.of("schedule.read-campaign-same-task-dialog-id", look.elsewhere());
    }

    private static String names(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }

    /** The times of the schedule after the one that was handled last, until now: those of the last days that had any. */
    private List<Instant> due() {
        Instant from = now;
        List<Instant> due = List.of();
        while (due.isEmpty() && from.isAfter(data.handled())) {
            Instant earlier = from.minus(LONGEST_COUNTED);
            from = data.handled().isBefore(earlier) ? earlier : data.handled();
            due = dueSince(from);
        }
        return due;
    }

    private List<Instant> dueSince(Instant from) {
        List<Instant> due = new ArrayList<>();
        Optional<Instant> next = next(from);
        while (next.isPresent() && !next.get().isAfter(now)) {
            due.add(next.get());
            next = next(next.get());
        }
        return due;
    }

    private Optional<Instant> next(Instant after) {
        return situation.schedule().cron().next(after, situation.zone());
    }

    /** The next time of the schedule; one that never comes again is looked at day by day. */
    private Instant nextDue() {
        return next(now).orElse(now.plus(NEVER));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void tell(ScheduleEvent event) {
        told.add(event);
    }
}
