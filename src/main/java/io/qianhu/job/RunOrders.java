package io.qianhu.job;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.Cancellation;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.Decisions;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Pauses and cancels runs on a person's word.
 *
 * <ol>
 *   <li>The word is in the ledger before anybody acts on it, so it stands whatever becomes of the process.
 *   <li>Where this process works on the run, that work is told to end and does the rest itself, at its list boundary.
 *   <li>Else the rest is done here, with the lease of the run.
 * </ol>
 */
public final class RunOrders {
    private final RunStore runs;
    private final ListStore lists;
    private final Leases leases;
    private final BrakeStore brakes;
    private final Decisions decisions;
    private final RunVerdict verdict;

    public RunOrders(RunStore runs, ListStore lists, Leases leases, BrakeStore brakes, Decisions decisions) {
        this.runs = runs;
        this.lists = lists;
        this.leases = leases;
        this.brakes = brakes;
        this.decisions = decisions;
        this.verdict = new RunVerdict(runs, brakes);
    }

    /** The work of this process, which may be on the run or not. */
    public interface Work {
        /**
         * Ends the work on the run at its next list, or lets it be where it only brings a cancelled run to its end; false when
         * there is none.
         */
        boolean interrupt(String run, StopSignal.Cause cause, Message message);
    }

    /**
     * What became of an order.
     *
     * @param text what happens now, a half-sentence
     * @param toReport whether the run's reports are to be written again; where work goes on, that does so at its end
     */
    public record Obeyed(Message text, boolean toReport) {}

    /**
     * Holds the run until it is resumed.
     *
     * @throws DecisionRefused when there is nothing to pause; nothing was changed
     * @throws io.qianhu.ledger.LeaseRefused when another process works on the run; it is paused from its next start on
     */
    public Obeyed pause(String id, String by, Instant at, Work work) {
        Run run = requireUnfinished(id);
        Message message = Message.of("job.paused-resume-lets-go", by, at.truncatedTo(ChronoUnit.SECONDS), id);
        brakes.pause(run.id(), message, at);
        if (work.interrupt(run.id(), StopSignal.Cause.PAUSE, message)) {
            return new Obeyed(Message.of("job.stops-next-list-stays-paused", id), false);
        }
        try (RunLease lease = leases.take(run.id())) {
            mark(lease, at);
        }
        return new Obeyed(Message.of("job.paused-until-resume", id), false);
    }

    /**
     * Gives the run up: what is pending is abandoned, what is unconfirmed is still looked up, the rest of its files is
     * never read. Said once more, it completes what was left to do, and who said it first, when and why stays.
     *
     * @throws DecisionRefused when there is nothing to cancel; nothing was changed
     * @throws io.qianhu.ledger.LeaseRefused when another process works on the run; it is cancelled from its next start on
     */
    public Obeyed cancel(String id, Cancellation asked, Work work) {
        Run run = require(id);
        if (run.cancelled() == null) {
            requireLeft(run);
        }
        runs.cancel(run.id(), asked);
        Cancellation stands = Objects.requireNonNull(require(id).cancelled());
        Message before = run.cancelled() == null ? Message.NONE : Message.of("job.already-stands", said(stands));
        if (work.interrupt(run.id(), StopSignal.Cause.REQUEST, stands.text())) {
            return new Obeyed(Message.of("job.ends-next-list", before), false);
        }
        if (!isLeft(run)) {
            return new Obeyed(Message.of("job.is-state", run.state(), before), true);
        }
        try (RunLease lease = leases.take(run.id())) {
            lists.markInFlightUnconfirmed(lease.run(), asked.at());
            int abandoned = decisions.abandonPending(lease.run(), stands);
            RunEnd end = mark(lease, asked.at());
            Message text = abandoned == 1
                    ? Message.of("job.list-given-up", end.state(), end.message())
                    : Message.of("job.lists-given-up", end.state(), abandoned, end.message());
            return new Obeyed(Message.of("job.given-up-before", text, before), true);
        }
    }

    private static Message said(Cancellation cancellation) {
        return Message.of(
                "job.cancelled-at", cancellation.text(), cancellation.at().truncatedTo(ChronoUnit.SECONDS));
    }

    private RunEnd mark(RunLease lease, Instant at) {
        RunEnd end = verdict.of(runs.find(lease.run()).orElseThrow());
        OwnedRun.mark(runs, end, at);
        return end;
    }

    private Run requireUnfinished(String id) {
        Run run = require(id);
        if (run.cancelled() != null) {
            throw new DecisionRefused(Message.of("job.run-already", id, said(run.cancelled())));
        }
        requireLeft(run);
        return run;
    }

    private Run require(String id) {
        return runs.find(id).orElseThrow(() -> new DecisionRefused(Message.of("job.no-run-qianhu-home", id)));
    }

    private boolean isLeft(Run run) {
        return run.state().unfinished() || runs.books(run.id()).open();
    }

    private void requireLeft(Run run) {
        if (!isLeft(run)) {
            throw new DecisionRefused(
                    runs.books(run.id()).needsPerson()
                            ? Message.of("job.run-nothing-left-but-resolve", run.id(), run.state())
                            : Message.of("job.run-nothing-left", run.id(), run.state()));
        }
    }
}
