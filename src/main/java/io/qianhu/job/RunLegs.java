package io.qianhu.job;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Ticker;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Works on one run leg by leg. A leg ends by itself, or where somebody ends it; each has a stop signal of its own, so the
 * next one begins unstopped. The signal for all ends the leg that goes on, and a wait, and no other leg begins.
 *
 * <p>Between two legs this waits for the time at which the run can go on, if it is asked to. It looks at the clock on the
 * wall at least once a minute, so that one that is set, or a machine that slept, costs no more than that.
 */
public final class RunLegs implements RunOrders.Work {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final RunStore runs;
    private final BrakeStore brakes;
    private final StopSignal all;
    private final Ticker ticker;

    private StopSignal current;
    private @Nullable Run works;

    /** What is done in a leg. */
    public interface Leg {
        /** Works until the run has come to an end for now, or the signal is set. */
        RunEnd run(RunPlan plan, StopSignal stop);
    }

    /** @param all ends everything */
    public RunLegs(RunStore runs, BrakeStore brakes, StopSignal all, Ticker ticker) {
        this.runs = runs;
        this.brakes = brakes;
        this.all = all;
        this.ticker = ticker;
        this.current = new StopSignal(all::get);
        all.listen(() -> current().isSet());
    }

    /**
     * Works on the run until it has come to its end or has to wait for a person. One thread works.
     *
     * @param wait whether to wait for the calling window and for the next day's callees
     * @param waits hears how a leg has ended before the time of the next one is waited for
     */
    public RunEnd run(RunPlan plan, boolean wait, Leg leg, Consumer<RunEnd> waits) {
        RunPlan next = plan;
        while (true) {
            StopSignal signal = begin(next.run());
            RunEnd end = leg.run(next, signal);
            if (released(end, signal)) {
                // Whoever has released it was told that it goes on.
                next = next.again(runs.find(end.run()).orElseThrow());
                continue;
            }
            if (wait && canWait(end)) {
                StopSignal waiting = begin(next.run());
                waits.accept(end);
                await(end.goesOn().orElseThrow(), waiting);
            } else {
                end();
            }
            if (all.isSet()) {
                end();
                return end;
            }
            Run now = runs.find(end.run()).orElseThrow();
            if (isOver() && !orderedMeanwhile(next.run(), now)) {
                return end;
            }
            next = next.again(now);
        }
    }

    /** A brake ended the leg, and somebody has released it while the last answers were awaited. */
    private boolean released(RunEnd end, StopSignal signal) {
        return !all.isSet()
                && (isForNow(end) || end.state() == RunState.PAUSED)
                && signal.get()
                        .filter(stop -> stop.cause() == StopSignal.Cause.PAUSE)
                        .isPresent()
                && brakes.pulled(end.run()).isEmpty();
    }

    private static boolean isForNow(RunEnd end) {
        return end.state() == RunState.STOPPED;
    }

    private boolean canWait(RunEnd end) {
        return isForNow(end)
                && end.goesOn().filter(at -> at.isBefore(Instant.MAX)).isPresent()
                && !all.isSet();
    }

    /**
     * Guards against an order that came between the end of a leg and our saying that we are over: it is in the ledger
     * before we are told.
     */
    private boolean orderedMeanwhile(Run before, Run now) {
        if (now.cancelled() != null) {
            return now.state().unfinished() && before.cancelled() == null;
        }
        return now.state().unfinished() && now.state() != RunState.PAUSED && paused(now);
    }

    private boolean paused(Run run) {
        return brakes.pulled(run.id()).stream().anyMatch(pulled -> pulled.brake() == Brake.PAUSE);
    }

    private void await(Instant until, StopSignal waiting) {
        waiting.listen(ticker::signal);
        while (!waiting.isSet() && ticker.now().isBefore(until)) {
            Duration left = Duration.between(ticker.now(), until);
            Duration look = left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY;
            ticker.awaitUntil(ticker.nanos() + look.toNanos());
        }
    }

    private synchronized StopSignal current() {
        return current;
    }

    /** Whether this run is worked on now, and goes on when it is told to. */
    public synchronized boolean worksOn(String id) {
        return works != null && works.id().equals(id);
    }

    private synchronized StopSignal begin(Run next) {
        works = next;
        current = new StopSignal(all::get);
        return current;
    }

    private synchronized void end() {
        works = null;
    }

    private synchronized boolean isOver() {
        return works == null;
    }

    /**
     * {@inheritDoc} A wait ends as well. What the ledger says of the run decides what comes next.
     */
    @Override
    public boolean interrupt(String of, StopSignal.Cause cause, Message message) {
        StopSignal leg;
        synchronized (this) {
            if (works == null || !works.id().equals(of)) {
                return false;
            }
            if (works.cancelled() != null) {
                return true;
            }
            leg = current;
        }
        leg.stop(cause, message);
        return true;
    }
}
