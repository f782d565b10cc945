package io.qianhu.job;

import io.qianhu.dispatch.Settler;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Reply;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.ledger.Account;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.Decided;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.Decisions;
import io.qianhu.ledger.LatestAttempt;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes a person's decisions about lists and keeps the state of their run in line with what is left to do. */
public final class RunDecisions {
    private final Decisions decisions;
    private final RunStore runs;
    private final Leases leases;
    private final ListStore lists;
    private final RobotTaskGateway gateway;
    private final RunVerdict verdict;

    public RunDecisions(
            Decisions decisions,
            RunStore runs,
            Leases leases,
            BrakeStore brakes,
            ListStore lists,
            RobotTaskGateway gateway) {
        this.decisions = decisions;
        this.runs = runs;
        this.leases = leases;
        this.lists = lists;
        this.gateway = gateway;
        this.verdict = new RunVerdict(runs, brakes);
    }

    /**
     * Decides one list. Unless its task is named, the service is asked for it: for what is there, and what time it is.
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
            throw new DecisionRefused(Message.of(
                    "job.run-nothing-submitted-again", run.id(), run.cancelled().text()));
        }
        Instant now = lookUp(lists, gateway, run.id(), list, decision, settleAfter);
        Decided decided = decisions.decide(lease.run(), list, decision, now, settleAfter);
        RunEnd end = verdict.of(run);
        if (end.state() == RunState.COMPLETED) {
            runs.mark(run.id(), end.state(), end.message().isEmpty() ? null : end.message(), decision.at());
        } else if (end.state() == RunState.STOPPED && !run.state().unfinished()) {
            // A run that had come to its end has something to do again; the others keep the note that says why they
            // ended.
            runs.mark(run.id(), end.state(), Message.of("job.decision-put-lists-back", end.message()), null);
        } else if (end.state() == RunState.FAILED) {
            runs.mark(run.id(), end.state(), end.message(), null);
        }
        return decided;
    }

    /**
     * Looks for a task of the latest attempt's name and keeps what is seen, so that such a list is not put back.
     *
     * @return what the service's clock shows; this machine's where that need not be known, or where a list that is given
     *     up cannot be looked up any more
     */
    static Instant lookUp(
            ListStore lists,
            RobotTaskGateway gateway,
            String run,
            int number,
            Decision decision,
            Duration settleAfter) {
        Optional<LatestAttempt> undecided =
                decision.resolution() == Resolution.ACCEPTED ? Optional.empty() : lists.undecided(run, number);
        if (undecided.isEmpty()) {
            return decision.at();
        }
        LatestAttempt list = undecided.get();
        boolean resubmit = decision.resolution() == Resolution.RESUBMIT;
        Lookup lookup = Settler.find(gateway, list.taskName(), list.signedAt(), settleAfter);
        if (lookup instanceof Lookup.Listed listed) {
            if (!listed.tasks().isEmpty()) {
                lists.saw(list.list(), listed.tasks().get(0).taskId());
            } else if (resubmit && !Account.mayBeSame(list.account(), gateway.account())) {
                throw new DecisionRefused(
                        Message.of("job.list-sent-looked-up", number, list.account(), gateway.account()));
            }
            return listed.serverTime();
        }
        if (resubmit) {
            Reply reply = ((Lookup.NotAnswered) lookup).reply();
            throw new DecisionRefused(Message.of("job.list-cannot-looked-up", number, reply.code(), reply.message()));
        }
        return decision.at();
    }
}
