package io.qianhu.watch;

import io.qianhu.job.RunEnd;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import io.qianhu.schedule.ScheduleEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes alerts of what happens to schedules. What is repeated word for word within six hours is told once. */
public final class ScheduleAlerts implements Consumer<ScheduleEvent> {
    private static final Logger log = LoggerFactory.getLogger(ScheduleAlerts.class);
    private static final Duration SAME_NEWS = Duration.ofHours(6);
    private static final int MOST_REMEMBERED = 1_000;

    private final Consumer<Alert> alerts;
    private final Campaigns campaigns;
    private final int rejectsAbovePercent;
    private final Words words;
    private final InstantSource clock;
    private final Map<Message, Instant> told = new HashMap<>();

    /** @param words of the language that the alerts have */
    public ScheduleAlerts(Consumer<Alert> alerts, Campaigns campaigns, int rejectsAbovePercent, Words words) {
        this(alerts, campaigns, rejectsAbovePercent, words, InstantSource.system());
    }

    ScheduleAlerts(
            Consumer<Alert> alerts, Campaigns campaigns, int rejectsAbovePercent, Words words, InstantSource clock) {
        this.alerts = alerts;
        this.campaigns = campaigns;
        this.rejectsAbovePercent = rejectsAbovePercent;
        this.words = words;
        this.clock = clock;
    }

    private synchronized void tell(AlertKind kind, String campaign, String run, Message text) {
        Instant now = clock.instant();
        Instant before = told.get(text);
        if (before != null && now.isBefore(before.plus(SAME_NEWS))) {
            return;
        }
        if (told.size() >= MOST_REMEMBERED) {
            told.clear();
        }
        told.put(text, now);
        alerts.accept(new Alert(kind, campaign, run, words.said(text), now));
    }

    @Override
    public void accept(ScheduleEvent event) {
        RunEnd end = event.end();
        Optional<AlertKind> kind = end == null ? kind(event.kind()) : kind(end.state());
        Message text = end != null && kind.equals(Optional.of(AlertKind.NEEDS_PERSON))
                ? Message.of("watch.see-status", event.message(), end.run())
                : event.message();
        kind.ifPresent(alert -> tell(alert, event.campaign(), event.run(), text));
        if (end != null) {
            compareRejects(event.campaign(), end.run());
        }
    }

    private static Optional<AlertKind> kind(ScheduleEvent.Kind kind) {
        return switch (kind) {
            case MISSED -> Optional.of(AlertKind.MISSED);
            case NOTHING_CAME -> Optional.of(AlertKind.NOTHING_CAME);
            case NEEDS_PERSON -> Optional.of(AlertKind.NEEDS_PERSON);
            case TROUBLE -> Optional.of(AlertKind.RUN_FAILED);
            case BROKEN_CAMPAIGN -> Optional.of(AlertKind.BROKEN_CAMPAIGN);
            case CHANGED, ENDED -> Optional.empty();
        };
    }

    private static Optional<AlertKind> kind(RunState ended) {
        return switch (ended) {
            case FAILED -> Optional.of(AlertKind.RUN_FAILED);
            case ATTENTION, PAUSED -> Optional.of(AlertKind.NEEDS_PERSON);
            case COMPLETED, STOPPED, INTERRUPTED, RUNNING -> Optional.empty();
        };
    }

    private void compareRejects(String campaign, String run) {
        try {
            unusualRejects(run)
                    .map(unusual -> Message.of("schedule.campaign", campaign, Message.of("schedule.run", run, unusual)))
                    .ifPresent(unusual -> tell(AlertKind.MANY_REJECTS, campaign, run, unusual));
        } catch (RuntimeException e) {
            log.warn("The rejects of run {} could not be compared.", run, e);
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
                Message.of(
                        "schedule.campaign",
                        campaign,
                        Message.of("watch.run-stood-still-min-though", run, time.toMinutes(), run)));
    }
}
