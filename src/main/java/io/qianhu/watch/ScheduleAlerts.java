package io.qianhu.watch;

import io.qianhu.job.RunEnd;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import io.qianhu.schedule.ScheduleEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes alerts of what happens to schedules. What is repeated word for word within six hours is told once. */
public final class ScheduleAlerts implements ScheduleEvents {
    private static final Logger log = LoggerFactory.getLogger(ScheduleAlerts.class);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Duration SAME_NEWS = Duration.ofHours(6);
    private static final int MOST_REMEMBERED = 1_000;

    private final Consumer<Alert> alerts;
    private final Campaigns campaigns;
    private final int rejectsAbovePercent;
    private final Words words;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<Message, Instant> told = new HashMap<>();

    /** @param words of the language that the alerts have */
    public ScheduleAlerts(Consumer<Alert> alerts, Campaigns campaigns, int rejectsAbovePercent, Words words) {
        this(alerts, campaigns, rejectsAbovePercent, words, InstantSource.system(), ZoneId.systemDefault());
    }

    ScheduleAlerts(
            Consumer<Alert> alerts,
            Campaigns campaigns,
            int rejectsAbovePercent,
            Words words,
            InstantSource clock,
            ZoneId zone) {
        this.alerts = alerts;
        this.campaigns = campaigns;
        this.rejectsAbovePercent = rejectsAbovePercent;
        this.words = words;
        this.clock = clock;
        this.zone = zone;
    }

    private synchronized void tell(AlertKind kind, String campaign, String run, Message text) {
        Instant now = clock.instant();
        Message line = campaign.isEmpty() ? text : Message.of("watch.campaign", campaign, text);
        Instant before = told.get(line);
        if (before != null && now.isBefore(before.plus(SAME_NEWS))) {
            return;
        }
        if (told.size() >= MOST_REMEMBERED) {
            told.clear();
        }
        told.put(line, now);
        alerts.accept(new Alert(kind, campaign, run, words.said(line), now));
    }

    private String time(Instant due) {
        return MINUTES.format(due.atZone(zone));
    }

    @Override
    public void missed(String campaign, List<Instant> due, Message becomes) {
        Message times = due.size() == 1
                ? Message.of("watch.schedule-missed", time(due.get(0)))
                : Message.of("watch.schedules-missed", due.size(), time(due.get(0)), time(due.get(due.size() - 1)));
        tell(AlertKind.MISSED, campaign, "", Message.of("message.semicolon", times, becomes));
    }

    @Override
    public void asks(String campaign, Instant due) {
        tell(AlertKind.NEEDS_PERSON, campaign, "", Message.of("watch.schedule-missed-make-up", time(due), campaign));
    }

    @Override
    public void nothingCame(String campaign, Instant due, Message why) {
        tell(AlertKind.NOTHING_CAME, campaign, "", Message.of("watch.no-run-schedule", time(due), why));
    }

    @Override
    public void leftOut(String campaign, Instant due, List<Path> files) {
        tell(
                AlertKind.NOTHING_CAME,
                campaign,
                "",
                Message.of("watch.files-not-complete-time-schedule", files.size(), time(due), files.get(0)));
    }

    @Override
    public void waitsBehind(String campaign, Instant due, String run, Message why) {
        tell(AlertKind.NEEDS_PERSON, campaign, run, Message.of("watch.schedule-waits-since-run", time(due), run, why));
    }

    @Override
    public void waitsForWord(String campaign, String run, Message why) {
        tell(AlertKind.NEEDS_PERSON, campaign, run, Message.of("watch.run-not-go-itself", run, why, run));
    }

    @Override
    public void asksAboutRead(String campaign, Instant due, String other) {
        tell(
                AlertKind.NEEDS_PERSON,
                campaign,
                "",
                Message.of("watch.nothing-read-schedule", time(due), other, campaign));
    }

    @Override
    public void noted(String campaign, String run, Message note) {
        // Somebody may be called who was put on a do-not-call list after the files were read.
        tell(AlertKind.NEEDS_PERSON, campaign, run, Message.of("schedule.run", run, note));
    }

    @Override
    public void refused(String campaign, Message message) {
        tell(AlertKind.RUN_FAILED, campaign, "", Message.of("watch.tried-again", message));
    }

    @Override
    public void runEnded(String campaign, RunEnd end) {
        Message text = end.state().of(end.run(), end.message());
        if (end.state() == RunState.FAILED) {
            tell(AlertKind.RUN_FAILED, campaign, end.run(), text);
        } else if (end.state() == RunState.ATTENTION || end.state() == RunState.PAUSED) {
            tell(AlertKind.NEEDS_PERSON, campaign, end.run(), Message.of("watch.see-status", text, end.run()));
        }
        try {
            unusualRejects(end.run())
                    .ifPresent(unusual -> tell(
                            AlertKind.MANY_REJECTS,
                            campaign,
                            end.run(),
                            Message.of("schedule.run", end.run(), unusual)));
        } catch (RuntimeException e) {
            log.warn("The rejects of run {} could not be compared.", end.run(), e);
        }
    }

    private Optional<Message> unusualRejects(String id) {
        Optional<Run> run = campaigns.run(id).filter(Run::intakeDone);
        return run.flatMap(found -> campaigns
                .figures(id)
                .flatMap(figures -> RejectShare.unusual(
                        figures,
                        campaigns.completedBefore(found).flatMap(before -> campaigns.figures(before.id())),
                        rejectsAbovePercent)));
    }

    /** Nothing has moved for long. */
    void stalled(String campaign, String run, Duration time) {
        tell(
                AlertKind.STALLED,
                campaign,
                run,
                Message.of("watch.run-stood-still-min-though", run, time.toMinutes(), run));
    }

    @Override
    public void trouble(Message message) {
        tell(AlertKind.RUN_FAILED, "", "", message);
    }

    @Override
    public void brokenCampaign(Path file, Message message) {
        tell(AlertKind.BROKEN_CAMPAIGN, "", "", message);
    }

    @Override
    public void campaignChanged(Path file, Message what) {
        // Nothing that anybody must act on.
    }
}
