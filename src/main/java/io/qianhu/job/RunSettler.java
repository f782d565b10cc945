package io.qianhu.job;

import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.LeaseKeeper;
import io.qianhu.ledger.LeaseLost;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
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

    public RunSettler(
            RunStore runs,
            ListStore lists,
            Leases leases,
            RobotTaskGateway gateway,
            DispatcherSettings settings,
            Ticker ticker,
            BrakeStore brakes) {
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
        Runnable onLost = () -> stop.stop(StopSignal.Cause.FAILURE, LeaseLost.message(run.id()));
        try (RunLease lease = leases.take(run.id());
                LeaseKeeper keeper = LeaseKeeper.start(lease, leases.times(), onLost)) {
            return settleOwned(run, wait, stop, progress);
        } catch (LeaseLost lost) {
            return new RunEnd(run.id(), RunState.FAILED, false, LeaseLost.message(run.id()));
        }
    }

    private RunEnd settleOwned(Run run, boolean wait, StopSignal stop, Progress progress) {
        boolean left = lists.doubtLeftovers(run.id(), ticker.now()) > 0
                || !lists.unconfirmed(run.id()).isEmpty();
        if (!left && !run.state().unfinished()) {
            return verdict.of(run);
        }
        stop.listen(ticker::signal);
        Settler settler = new Settler(settings, lists, gateway, stop, ticker, (list, state) -> {});
        new SettleLoop(settler, wait, stop, ticker, progress).settle(run.id());
        RunEnd end = judge(run, stop);
        runs.mark(
                run.id(),
                end.state(),
                end.message().isEmpty() ? null : end.message(),
                end.state().unfinished() ? null : ticker.now());
        progress.enter(Progress.Phase.REPORT);
        return end;
    }

    /** A stop says why lists are still unconfirmed; a brake and books that do not balance weigh more. */
    private RunEnd judge(Run run, StopSignal stop) {
        RunEnd end = verdict.of(run);
        if (stop.get().isEmpty() || end.state() == RunState.PAUSED || end.state() == RunState.FAILED) {
            return end;
        }
        StopSignal.Stop why = stop.get().orElseThrow();
        boolean failed = why.cause() == StopSignal.Cause.FAILURE;
        return new RunEnd(run.id(), failed ? RunState.FAILED : RunState.STOPPED, false, why.message());
    }
}
