package io.qianhu.schedule;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.InboxSettings;
import io.qianhu.campaign.ScheduleSettings;
import io.qianhu.intake.InputRefused;
import io.qianhu.intake.ReadingStopped;
import io.qianhu.intake.ReadingTookTooLong;
import io.qianhu.job.RunEnd;
import io.qianhu.job.RunRefused;
import io.qianhu.ledger.DiskTrouble;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what {@link Schedules} decides, and draws from how it went when to look again. Used by one thread. */
final class ScheduleWorker {
    private static final Logger log = LoggerFactory.getLogger(ScheduleWorker.class);

    /** Files come seldom and listing a folder is cheap. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    /** A stop for which no clock is the reason, such as work that another process has put back. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final RunStore runs;
    private final ServedRuns served;
    private final Target target;
    private final Inbox inbox;
    private final ScheduledRuns work;
    private final Consumer<ScheduleEvent> events;
    private final Presence presence;
    private final BooleanSupplier killSwitch;
    private final InstantSource clock;
    private final Map<String, Message> lastStop = new HashMap<>();
    private final Map<String, Message> lastTrouble = new HashMap<>();

    ScheduleWorker(
            RunStore runs,
            ServedRuns served,
            Target target,
            Inbox inbox,
            ScheduledRuns work,
            Consumer<ScheduleEvent> events,
            Presence presence,
            BooleanSupplier killSwitch,
            InstantSource clock) {
        this.runs = runs;
        this.served = served;
        this.target = target;
        this.inbox = inbox;
        this.work = work;
        this.events = events;
        this.presence = presence;
        this.killSwitch = killSwitch;
        this.clock = clock;
    }

    /** What is remembered from now on, and when to look again. */
    record Looked(ScheduleData data, Instant next) {}

    /** Looks once after a campaign that has a schedule, and does what is due. When that fails, it is tried again soon. */
    Looked look(Campaign campaign, ScheduleData before) {
        try {
            Looked looked = decideAndDo(campaign, before);
            lastTrouble.remove(campaign.name());
            return looked;
        } catch (ReadingStopped ends) {
            return new Looked(before, clock.instant());
        } catch (RuntimeException e) {
            Message message = Message.of("schedule.cannot-looked-after", message(e));
            if (!message.equals(lastTrouble.put(campaign.name(), message))) {
                refused(campaign, message, e);
            }
            return new Looked(before, clock.instant().plus(SOON));
        }
    }

    private Looked decideAndDo(Campaign campaign, ScheduleData before) {
        List<Run> all = runs.all().stream()
                .filter(run -> run.campaign().equals(campaign.name()) && run.target() == target)
                .sorted(Comparator.comparing(Run::startedAt))
                .toList();
        Situation situation = situation(campaign, all);
        Decision decision = Schedules.decide(campaign.name(), situation, before);
        decision.told().forEach(events);
        ScheduleData data = decision.data();
        situation.unfinished().stream()
                .limit(1)
                .filter(run -> !run.id().equals(data.held()))
                .filter(run -> situation.served() != null)
                .forEach(run -> served.seen(run, situation.now()));
        if (decision.step() instanceof Step.Continue continued) {
            return goOn(campaign, run(all, continued.run()), data);
        }
        if (decision.step() instanceof Step.Begin begin) {
            return begin(campaign, begin, data);
        }
        return new Looked(data, ((Step.Rest) decision.step()).until());
    }

    private Situation situation(Campaign campaign, List<Run> all) {
        ScheduleSettings schedule = Objects.requireNonNull(campaign.schedule());
        Duration quiet = Inbox.quietFor(campaign);
        InboxSettings settings = campaign.inbox();
        Duration wait = settings == null ? InboxSettings.DEFAULT_WAIT : settings.waitFor();
        Instant now = clock.instant();
        List<Run> unfinished =
                all.stream().filter(run -> run.state().unfinished()).toList();
        return new Situation(
                now,
                presence.since(),
                schedule,
                campaign.dispatch().zone(),
                wait,
                quiet.plus(LOOK_EVERY),
                quiet.compareTo(LOOK_EVERY) < 0 ? quiet : LOOK_EVERY,
                unfinished,
                unfinished.isEmpty()
                        ? null
                        : served.find(unfinished.get(0).id()).orElse(null),
                !all.isEmpty(),
                served.lastBegan(campaign.name(), target).orElse(null),
                killSwitch.getAsBoolean(),
                due -> inbox.look(campaign, now, due));
    }

    private static Run run(List<Run> all, String id) {
        return all.stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow();
    }

    private Looked goOn(Campaign campaign, Run run, ScheduleData data) {
        try {
            return after(campaign, work.goOn(campaign, run), data);
        } catch (ReadingStopped ends) {
            return new Looked(data, clock.instant());
        } catch (RuntimeException e) {
            Message message = ScheduleData.kept(Message.of("schedule.run", run.id(), message(e)));
            ScheduleData.Retry before = data.retry();
            if (before == null || !before.message().equals(message)) {
                refused(campaign, message, e);
            }
            ScheduleData failed = data.failed(run.id(), message, clock.instant());
            return new Looked(failed, Objects.requireNonNull(failed.retry()).notBefore());
        }
    }

    private Looked begin(Campaign campaign, Step.Begin begin, ScheduleData data) {
        ScheduleData.Looking looking = Objects.requireNonNull(data.looking());
        try {
            ScheduledRuns.Ended ended = beginWithout(campaign, begin.files());
            if (ended.end().alreadyCompleted()) {
                events.accept(ScheduleEvent.nothingCame(
                        campaign.name(),
                        looking.due(),
                        campaign.dispatch().zone(),
                        Message.of("schedule.run-read-files-came", ended.end().run())));
                return new Looked(data.looking(null), clock.instant());
            }
            return after(campaign, ended, data.looking(null));
        } catch (ReadingStopped ends) {
            return new Looked(data, clock.instant());
        } catch (RuntimeException e) {
            Message message = ScheduleData.kept(message(e));
            if (!looking.trouble().equals(message)) {
                refused(campaign, message, e);
            }
            Instant now = clock.instant();
            if (!now.isBefore(looking.until())) {
                events.accept(ScheduleEvent.nothingCame(
                        campaign.name(), looking.due(), campaign.dispatch().zone(), message));
                return new Looked(data.looking(null), now);
            }
            ScheduleData.Looking again = looking.refused(message, now);
            return new Looked(data.looking(again), again.notBefore());
        }
    }

    /** One file that cannot be used keeps the others from nothing: it is left out, and is new at the next time. */
    private ScheduledRuns.Ended beginWithout(Campaign campaign, List<NewFile> files) {
        try {
            return work.begin(campaign, files);
        } catch (InputRefused e) {
            return beginWithout(campaign, files, e.file(), e);
        } catch (RunRefused e) {
            return beginWithout(campaign, files, e.file(), e);
        } catch (ReadingTookTooLong e) {
            files.stream()
                    .filter(file -> file.path().toString().equals(e.file()))
                    .forEach(file -> inbox.setAside(campaign, file));
            return beginWithout(campaign, files, e.file(), e);
        }
    }

    private ScheduledRuns.Ended beginWithout(
            Campaign campaign, List<NewFile> files, String left, RuntimeException why) {
        List<NewFile> others = files.stream()
                .filter(file -> !file.path().toString().equals(left))
                .toList();
        if (others.isEmpty() || others.size() == files.size()) {
            throw why;
        }
        refused(campaign, Message.of("schedule.run-begins-without", left, message(why)), why);
        return beginWithout(campaign, others);
    }

    private void refused(Campaign campaign, Message message, RuntimeException e) {
        log.info("Campaign {} does not get on.", campaign.name(), e);
        events.accept(ScheduleEvent.refused(campaign.name(), message));
    }

    private static Message message(RuntimeException e) {
        return DiskTrouble.in(e)
                .orElseGet(
                        () -> e.getMessage() == null ? Message.text(e.getClass().getSimpleName()) : Message.of(e));
    }

    private Looked after(Campaign campaign, ScheduledRuns.Ended ended, ScheduleData data) {
        RunEnd end = ended.end();
        Instant now = clock.instant();
        tell(campaign, end);
        if (end.state() == RunState.FAILED) {
            ScheduleData failed = data.failed(end.run(), end.message(), now);
            return new Looked(failed, Objects.requireNonNull(failed.retry()).notBefore());
        }
        if (end.state() == RunState.STOPPED) {
            ScheduleData stopped = ended.byPerson()
                    ? data.retry(null)
                    : data.waits(
                            end.run(), end.message(), lookedAgain(end.goesOn().orElse(now.plus(SOON)), now));
            return new Looked(stopped, now);
        }
        inbox.tidy(campaign).forEach(message -> events.accept(ScheduleEvent.trouble(message)));
        return new Looked(data.retry(null), now);
    }

    /** What keeps a run waiting for long, such as a holiday, may be changed by a person in the meantime. */
    private static Instant lookedAgain(Instant at, Instant now) {
        Instant latest = now.plus(LONGEST_WAIT);
        return at.isAfter(latest) ? latest : at;
    }

    /** A run that stops again for the same reason has nothing new to say. */
    private void tell(Campaign campaign, RunEnd end) {
        Message said = Message.of("message.colon", end.run(), end.message());
        boolean again = end.state() == RunState.STOPPED && said.equals(lastStop.put(campaign.name(), said));
        if (!again) {
            events.accept(ScheduleEvent.ended(campaign.name(), end));
        }
    }
}
