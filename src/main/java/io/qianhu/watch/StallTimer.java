package io.qianhu.watch;

import io.qianhu.campaign.Campaign;
import io.qianhu.job.Progress;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every half minute whether the run that is worked on moves. */
public final class StallTimer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StallTimer.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final ScheduleAlerts alerts;
    private final Campaigns campaigns;
    private final Duration patience;
    private final StallWatch watch;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private volatile Active active = new Active("", new Progress());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "qianhu-stalls");
        thread.setDaemon(true);
        return thread;
    });

    StallTimer(ScheduleAlerts alerts, Campaigns campaigns, Duration patience, InstantSource clock, LongSupplier nanos) {
        this.alerts = alerts;
        this.campaigns = campaigns;
        this.patience = patience;
        this.watch = new StallWatch(patience);
        this.clock = clock;
        this.nanos = nanos;
    }

    public static StallTimer start(ScheduleAlerts alerts, Campaigns campaigns, Duration patience) {
        StallTimer stalls = new StallTimer(alerts, campaigns, patience, InstantSource.system(), System::nanoTime);
        var unused = stalls.timer.scheduleWithFixedDelay(
                stalls::lookSafely, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        return stalls;
    }

    private record Active(String run, Progress progress) {}

    /** The run that is worked on from now on, and how far it is; empty text for none. */
    public void worksOn(String run, Progress progress) {
        active = new Active(run, progress);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            log.info("it could not be seen whether run {} moves: {}", active.run(), e.toString());
        }
    }

    void look() {
        Active current = active;
        String id = current.run();
        Optional<Run> run = id.isEmpty() ? Optional.empty() : campaigns.run(id);
        Optional<Run> running = run.filter(found -> found.state() == RunState.RUNNING);
        if (running.isEmpty()) {
            watch.rests();
            return;
        }
        Instant now = clock.instant();
        boolean open = campaigns
                .find(running.get().campaign())
                .map(Campaign::dispatch)
                .map(dispatch -> dispatch.callingTimes().isOpen(now, dispatch.zone()))
                .orElse(true);
        boolean waits = current.progress().waitsUntil().filter(now::isBefore).isPresent();
        campaigns
                .figures(id)
                .filter(figures -> watch.standsStill(id, figures, open && !waits, nanos.getAsLong()))
                .ifPresent(figures -> alerts.stalled(running.get().campaign(), id, patience));
    }

    /** Lets a look that is under way end: an interrupt in the midst of a query would close the database's file. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
                log.warn("A look at the run that is worked on does not end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
