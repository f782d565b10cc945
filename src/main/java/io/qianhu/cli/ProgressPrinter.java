package io.qianhu.cli;

import io.qianhu.job.Progress;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows progress while a run goes on: a bar that is redrawn on a terminal, plain lines at intervals elsewhere. */
final class ProgressPrinter implements AutoCloseable {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration IN_LOG = Duration.ofSeconds(10);

    private final ProgressLine line;
    private final PrintWriter err;
    private final boolean terminal;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });

    private ProgressPrinter(Progress progress, Words words, PrintWriter err, boolean terminal) {
        this.line = new ProgressLine(progress, words, terminal);
        this.err = Output.raw(err);
        this.terminal = terminal;
    }

    static ProgressPrinter start(Progress progress, Words words, PrintWriter err) {
        ProgressPrinter printer = new ProgressPrinter(progress, words, err, Terminal.isPresent());
        Duration every = printer.terminal ? ON_TERMINAL : IN_LOG;
        var unused = printer.timer.scheduleAtFixedRate(
                printer::print, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        return printer;
    }

    private void print() {
        String text = line.text(System.nanoTime());
        err.print(terminal ? "\r\u001b[K" + text : text + System.lineSeparator());
        err.flush();
    }

    /** Draws the last state, so that also a short run shows what it did. */
    @Override
    public void close() {
        timer.shutdown();
        print();
        if (terminal) {
            err.println();
        }
        err.flush();
    }
}
