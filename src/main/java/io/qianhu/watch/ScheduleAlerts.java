package io.qianhu.watch;

import io.qianhu.job.RunEnd;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
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
    private final Map<String, Instant> told = new HashMap<>();

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

    private synchronized void tell(AlertKind kind, String campaign, String run, String text) {
        Instant now = clock.instant();
        String line = campaign.isEmpty() ? text : "campaign " + campaign + ": " + text;
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
    public void missed(String campaign, List<Instant> due, String becomes) {
        String times = due.size() == 1
                ? "the schedule of " + time(due.get(0)) + " was missed"
                : due.size() + " schedules were missed, " + time(due.get(0)) + " to " + time(due.get(due.size() - 1));
        tell(AlertKind.MISSED, campaign, "", times + "; " + becomes);
    }

    @Override
    public void asks(String campaign, Instant due) {
        tell(
                AlertKind.NEEDS_PERSON,
                campaign,
                "",
                "the schedule of " + time(due) + " was missed; to make up for it: qianhu resume " + campaign);
    }

    @Override
    public void nothingCame(String campaign, Instant due, String why) {
        tell(AlertKind.NOTHING_CAME, campaign, "", "no run for the schedule of " + time(due) + ": " + why);
    }

    @Override
    public void leftOut(String campaign, Instant due, List<Path> files) {
        tell(
                AlertKind.NOTHING_CAME,
                campaign,
                "",
                files.size() + " files were not complete in time for the schedule of " + time(due)
                        + " and are left to the next one, the first is " + files.get(0));
    }

    @Override
    public void waitsBehind(String campaign, Instant due, String run, String why) {
        tell(
                AlertKind.NEEDS_PERSON,
                campaign,
                run,
                "the schedule of " + time(due) + " waits, since run " + run + " " + why);
    }

    @Override
    public void waitsForWord(String campaign, String run, String why) {
        tell(
                AlertKind.NEEDS_PERSON,
                campaign,
                run,
                "run " + run + " " + why + " and does not go on by itself; to let it go on: qianhu resume " + run);
    }

    @Override
    public void asksAboutRead(String campaign, Instant due, String other) {
        tell(
                AlertKind.NEEDS_PERSON,
                campaign,
                "",
                "nothing is read for the schedule of " + time(due) + ", since campaign " + other
                        + " has read such files; to read them once more: qianhu resume " + campaign);
    }

    @Override
    public void noted(String campaign, String run, String note) {
        // Somebody may be called who was put on a do-not-call list after the files were read.
        tell(AlertKind.NEEDS_PERSON, campaign, run, "run " + run + ": " + note);
    }

    @Override
    public void refused(String campaign, String message) {
        tell(AlertKind.RUN_FAILED, campaign, "", message + "; it is tried again");
    }

    @Override
    public void runEnded(String campaign, RunEnd end) {
        String text = "run " + end.run() + " is " + end.state() + (end.message().isEmpty() ? "" : ": " + end.message());
        if (end.state() == RunState.FAILED) {
            tell(AlertKind.RUN_FAILED, campaign, end.run(), text);
        } else if (end.state() == RunState.ATTENTION || end.state() == RunState.PAUSED) {
            tell(AlertKind.NEEDS_PERSON, campaign, end.run(), text + "; see `qianhu status " + end.run() + "`");
        }
        try {
            unusualRejects(end.run())
                    .ifPresent(unusual ->
                            tell(AlertKind.MANY_REJECTS, campaign, end.run(), "run " + end.run() + ": " + unusual));
        } catch (RuntimeException e) {
            log.warn("The rejects of run {} could not be compared.", end.run(), e);
        }
    }

    private Optional<String> unusualRejects(String id) {
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
                "run " + run + " has stood still for " + time.toMinutes()
                        + " min though its window is open; see `qianhu status " + run + "` and the log");
    }

    @Override
    public void trouble(String message) {
        tell(AlertKind.RUN_FAILED, "", "", message);
    }

    @Override
    public void brokenCampaign(Path file, String message) {
        tell(AlertKind.BROKEN_CAMPAIGN, "", "", message);
    }

    @Override
    public void campaignChanged(Path file, String what) {
        // Nothing that anybody must act on.
    }
}
