package io.qianhu.job;

import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Adoption;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.Decisions;
import io.qianhu.ledger.LeaseKeeper;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import java.util.List;

/**
 * Takes over what another process has submitted of the lists that this ledger had stored before: a home that was put back
 * knows its lists and not what became of them. What was found is theirs if all of it agrees; else nothing is changed.
 */
public final class RunReconciler {
    private final RunStore runs;
    private final ListStore lists;
    private final Leases leases;
    private final BrakeStore brakes;
    private final Decisions decisions;
    private final RobotTaskGateway gateway;
    private final Ticker ticker;
    private final RunVerdict verdict;

    public RunReconciler(
            RunStore runs,
            ListStore lists,
            Leases leases,
            BrakeStore brakes,
            Decisions decisions,
            RobotTaskGateway gateway,
            Ticker ticker) {
        this.runs = runs;
        this.lists = lists;
        this.leases = leases;
        this.brakes = brakes;
        this.decisions = decisions;
        this.gateway = gateway;
        this.ticker = ticker;
        this.verdict = new RunVerdict(runs, brakes);
    }

    /**
     * What became of it.
     *
     * @param adopted how many lists are accepted now
     * @param left how many are pending still, and not at the service
     */
    public record Reconciled(int adopted, int left, RunEnd end) {}

    /**
     * Asks and takes over.
     *
     * @param by who says so, kept with each list
     * @throws DecisionRefused when the run is not held for tasks that were found, or what is listed does not agree;
     *     nothing was changed
     * @throws io.qianhu.ledger.LeaseRefused when another process works on the run
     */
    public Reconciled reconcile(Run run, String by, String reason) {
        // Thousands of lists take minutes to look up; a lease that is lost meanwhile refuses what is written.
        try (RunLease lease = leases.take(run.id());
                LeaseKeeper keeper = LeaseKeeper.start(lease, leases.times(), () -> {})) {
            Run now = runs.find(run.id()).orElseThrow();
            requireFound(now);
            List<Adoption> found = new Adoptions(lists, gateway, ticker).of(now, by, reason);
            if (found.isEmpty()) {
                throw new DecisionRefused(Message.of("job.service-lists-no-task-pending", run.id()));
            }
            decisions.adopt(lease.run(), found);
            brakes.loosen(run.id(), Brake.FOUND_ELSEWHERE);
            RunEnd end = verdict.of(now);
            OwnedRun.mark(runs, end, ticker.now());
            int left = lists.pending(run.id(), Integer.MAX_VALUE).size();
            return new Reconciled(found.size(), left, end);
        }
    }

    private void requireFound(Run run) {
        boolean held = brakes.pulled(run.id()).stream().anyMatch(it -> it.brake() == Brake.FOUND_ELSEWHERE);
        if (!held || !run.intakeDone() || run.cancelled() != null) {
            throw new DecisionRefused(Message.of("job.run-not-held-tasks-found", run.id()));
        }
    }
}
