package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the reports of runs behind orders that were answered already: writing may take long, and an order holds as soon as
 * it is in the ledger. One thread writes.
 */
final class LaterReports implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LaterReports.class);

    /** Within what is granted to a process that is told to end, together with the run that it ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunReports reports;
    private final Consumer<Message> trouble;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread writes = new Thread(work, "qianhu-reports");
        writes.setDaemon(true);
        return writes;
    });

    /** @param trouble hears which reports could not be written, and what to do */
    LaterReports(RunReports reports, Consumer<Message> trouble) {
        this.reports = reports;
        this.trouble = trouble;
    }

    /** What is said of a run while its reports wait to be written is written with them. */
    void write(String run) {
        if (waiting.add(run)) {
            thread.execute(() -> {
                waiting.remove(run);
                write(reports, run, trouble);
            });
        }
    }

    /** Writes them now. What they say is in the ledger, so a failure is told and changes nothing. */
    static void write(RunReports reports, String run, Consumer<Message> trouble) {
        try {
            reports.write(run);
        } catch (RuntimeException e) {
            log.warn("Run {} has no reports.", run, e);
            trouble.accept(Message.of("schedule.reports-run-could-not-written", run, Message.of(e), run));
        }
    }

    /** Waits for what is being written, because the ledger is closed next; an interrupt would close its file. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("Reports are left unwritten; `qianhu report` writes them.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
