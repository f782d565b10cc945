package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.KillSwitch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks a signal again and again. A signal looks at the kill switch and at the ledger's file whenever somebody asks it, so
 * that no further list leaves; this watch ends long waits as well, in which nobody asks.
 */
final class KillSwitchWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kill-switch");
        thread.setDaemon(true);
        return thread;
    });

    private KillSwitchWatch() {}

    /** What the switch says now. */
    static Optional<StopSignal.Stop> stopOf(KillSwitch killSwitch) {
        return killSwitch.isOn()
                ? Optional.of(new StopSignal.Stop(StopSignal.Cause.REQUEST, killSwitch.message()))
                : Optional.empty();
    }

    static KillSwitchWatch start(StopSignal stop) {
        KillSwitchWatch watch = new KillSwitchWatch();
        var unused = watch.timer.scheduleWithFixedDelay(
                stop::isSet, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
