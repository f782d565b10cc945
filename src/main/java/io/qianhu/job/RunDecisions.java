package io.qianhu.job;

import io.qianhu.ledger.Books;
import io.qianhu.ledger.Decided;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.Decisions;
import io.qianhu.ledger.Leases;
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

    public RunDecisions(Decisions decisions, RunStore runs, Leases leases) {
        this.decisions = decisions;
        this.runs = runs;
        this.leases = leases;
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
        Decided decided = decisions.decide(lease.run(), list, decision, settleAfter);
        Books books = runs.books(run.id());
        if (books.open()) {
            reopen(run);
        } else if (run.intakeDone() && !books.needsPerson()) {
            runs.mark(run.id(), RunState.COMPLETED, null, decision.at());
        }
        return decided;
    }

    /** A run that had come to its end has something to do again; the others keep the note that says why they ended. */
    private void reopen(Run run) {
        if (!run.state().unfinished()) {
            runs.mark(
                    run.id(),
                    RunState.STOPPED,
                    "lists were put back by a decision; run the same command again to submit them",
                    null);
        }
    }
}
