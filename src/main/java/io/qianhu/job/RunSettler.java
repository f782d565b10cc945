package io.qianhu.job;

import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.LeaseKeeper;
import io.qianhu.ledger.LeaseLost;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.ListState;
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

    public RunSettler(
            RunStore runs,
            ListStore lists,
            Leases leases,
            RobotTaskGateway gateway,
            DispatcherSettings settings,
            Ticker ticker) {
        this.runs = runs;
        this.lists = lists;
        this.leases = leases;
        this.gateway = gateway;
        this.settings = settings;
        this.ticker = ticker;
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
        lists.doubtLeftovers(run.id(), ticker.now());
        Settler settler = new Settler(settings, lists, gateway, stop, ticker, (list, state) -> {});
        new SettleLoop(settler, wait, stop, ticker, progress).settle(run.id());
        RunEnd end = judge(run, runs.books(run.id()), stop);
        runs.mark(
                run.id(),
                end.state(),
                end.message().isEmpty() ? null : end.message(),
                end.state().unfinished() ? null : ticker.now());
        progress.enter(Progress.Phase.REPORT);
        return end;
    }

    private static RunEnd judge(Run run, Books books, StopSignal stop) {
        if (stop.get().isPresent()) {
            StopSignal.Stop why = stop.get().orElseThrow();
            boolean failed = why.cause() == StopSignal.Cause.FAILURE;
            return new RunEnd(run.id(), failed ? RunState.FAILED : RunState.STOPPED, false, why.message());
        }
        if (!run.intakeDone() || books.open()) {
            return new RunEnd(run.id(), RunState.STOPPED, false, left(run, books));
        }
        return new RunEnd(run.id(), books.needsPerson() ? RunState.ATTENTION : RunState.COMPLETED, false, "");
    }

    private static String left(Run run, Books books) {
        long pending = books.lists(ListState.PENDING);
        return (run.intakeDone()
                        ? (pending == 1 ? "1 list is pending" : pending + " lists are pending")
                        : "its files are not read to their end")
                + "; run its command again to continue";
    }
}
