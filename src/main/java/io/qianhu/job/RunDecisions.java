package io.qianhu.job;

import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.Decided;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.Decisions;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import java.time.Duration;

/** Takes a person's decisions about lists and keeps the state of their run in line with what is left to do. */
public final class RunDecisions {
    private final Decisions decisions;
    private final RunStore runs;
    private final Leases leases;
    private final RunVerdict verdict;

    public RunDecisions(Decisions decisions, RunStore runs, Leases leases, BrakeStore brakes) {
        this.decisions = decisions;
        this.runs = runs;
        this.leases = leases;
        this.verdict = new RunVerdict(runs, brakes);
    }

    /**
     * Decides one list.
     *
     * @param settleAfter from when on "not found" is proof; an unconfirmed list is not put back before
     * @throws io.qianhu.ledger.DecisionRefused when there is nothing to decide; nothing was changed
     * @throws io.qianhu.ledger.LeaseRefused when another process works on the run
     */
    public Decided decide(Run run, int list, Decision decision, Duration settleAfter) {
        try (RunLease lease = leases.take(run.id())) {
            return decide(lease, run, list, decision, settleAfter);
        }
    }

    private Decided decide(RunLease lease, Run run, int list, Decision decision, Duration settleAfter) {
        if (run.cancelled() != null && decision.resolution() == Resolution.RESUBMIT) {
            throw new DecisionRefused("run " + run.id() + " was "
                    + run.cancelled().text() + "; nothing of it is submitted again: --accepted TASK_ID or --abandon");
        }
        Decided decided = decisions.decide(lease.run(), list, decision, settleAfter);
        RunEnd end = verdict.of(run);
        if (end.state() == RunState.COMPLETED) {
            runs.mark(run.id(), end.state(), end.message().isEmpty() ? null : end.message(), decision.at());
        } else if (end.state() == RunState.STOPPED && !run.state().unfinished()) {
            // A run that had come to its end has something to do again; the others keep the note that says why they
            // ended.
            runs.mark(run.id(), end.state(), "a decision put lists back: " + end.message(), null);
        } else if (end.state() == RunState.FAILED) {
            runs.mark(run.id(), end.state(), end.message(), null);
        }
        return decided;
    }
}
