package io.qianhu.job;

import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.FurtherList;
import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.Decisions;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;

/** Finds out what became of a run's unconfirmed lists without its campaign and its files, and submits nothing. */
public final class RunSettler {
    private final RunStore runs;
    private final ListStore lists;
    private final Leases leases;
    private final RobotTaskGateway gateway;
    private final DispatcherSettings settings;
    private final Ticker ticker;
    private final RunVerdict verdict;
    private final Decisions decisions;

    public RunSettler(
            RunStore runs,
            ListStore lists,
            Leases leases,
            RobotTaskGateway gateway,
            DispatcherSettings settings,
            Ticker ticker,
            BrakeStore brakes,
            Decisions decisions) {
        this.decisions = decisions;
        this.runs = runs;
        this.lists = lists;
        this.leases = leases;
        this.gateway = gateway;
        this.settings = settings;
        this.ticker = ticker;
        this.verdict = new RunVerdict(runs, brakes);
    }

    /**
     * Settles until no list is unconfirmed, and marks the run by what is left to do then.
     *
     * @param wait whether to wait until "not found" is proof
     * @throws io.qianhu.ledger.LeaseRefused when another process works on the run
     */
    public RunEnd settle(Run run, boolean wait, StopSignal stop, Progress progress) {
        return OwnedRun.work(leases, run, stop, () -> settleOwned(run.id(), wait, stop, progress));
    }

    /** The run as it is now that this process owns it: until then another one may have worked on it. */
    RunEnd settleOwned(String id, boolean wait, StopSignal stop, Progress progress) {
        Run run = runs.find(id).orElseThrow();
        boolean left = lists.markInFlightUnconfirmed(run.id(), ticker.now()) > 0
                || !lists.unconfirmed(run.id()).isEmpty()
                || !lists.unrecognised(run.id()).isEmpty();
        if (!left && !run.state().unfinished()) {
            return verdict.of(run);
        }
        abandonWhenCancelled(run);
        stop.listen(ticker::signal);
        Settler settler = new Settler(settings, lists, gateway, stop, ticker, (list, state) -> {}, FurtherList.NONE);
        new SettleLoop(settler, wait, stop, ticker, progress).settle(run.id());
        // What was proved absent is pending now, and somebody may have cancelled the run meanwhile.
        Run now = runs.find(id).orElseThrow();
        abandonWhenCancelled(now);
        RunEnd end = judge(now, stop);
        OwnedRun.mark(runs, end, ticker.now());
        progress.enter(Progress.Phase.REPORT);
        return end;
    }

    private void abandonWhenCancelled(Run run) {
        if (run.cancelled() != null) {
            decisions.abandonPending(run.id(), run.cancelled());
        }
    }

    /**
     * A stop says why lists are still unconfirmed; a brake, books that do not balance and the end of a cancelled run weigh
     * more.
     */
    private RunEnd judge(Run run, StopSignal stop) {
        RunEnd end = verdict.of(run);
        boolean stands = end.state() == RunState.PAUSED
                || end.state() == RunState.FAILED
                || (run.cancelled() != null && end.state() != RunState.STOPPED);
        if (stop.get().isEmpty() || stands) {
            return end;
        }
        StopSignal.Stop why = stop.get().orElseThrow();
        boolean failed = why.cause() == StopSignal.Cause.FAILURE;
        return new RunEnd(run.id(), failed ? RunState.FAILED : RunState.STOPPED, false, why.message(), why.goesOn());
    }
}
