package io.qianhu.cli;

import io.qianhu.schedule.CampaignScheduler;
import io.qianhu.schedule.Presence;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every second whether a campaign file has changed, and notes that somebody is there. */
final class FolderWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "campaigns");
        thread.setDaemon(true);
        return thread;
    });

    private FolderWatch() {}

    static FolderWatch start(Presence presence, CampaignScheduler scheduler) {
        FolderWatch watch = new FolderWatch();
        var unused = watch.timer.scheduleWithFixedDelay(() -> look(presence, scheduler), 1, 1, TimeUnit.SECONDS);
        return watch;
    }

    private static void look(Presence presence, CampaignScheduler scheduler) {
        try {
            presence.note();
            scheduler.poll();
        } catch (RuntimeException e) {
            log.error("The campaign files could not be looked at; it is tried again.", e);
        }
    }

    /** Lets a look that is under way end: an interrupt in the midst of a query would close the database's file. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
                log.warn("A look at the campaign files does not end.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
