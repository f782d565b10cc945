package io.qianhu.job;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.ledger.LeaseKeeper;
import io.qianhu.ledger.LeaseLost;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.SyncFailed;
import io.qianhu.message.Message;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run that this process works on, and no other one meanwhile. */
final class OwnedRun {
    private static final Logger log = LoggerFactory.getLogger(OwnedRun.class);

    private OwnedRun() {}

    /**
     * Does the work with the lease of the run. When that is lost the work is told to stop, and what the run came to is
     * for its new owner to say.
     *
     * @throws io.qianhu.ledger.LeaseRefused when another process works on the run
     */
    static RunEnd work(Leases leases, Run run, StopSignal stop, Supplier<RunEnd> work) {
        Runnable onLost = () -> stop.stop(StopSignal.Cause.FAILURE, LeaseLost.message(run.id()));
        try (RunLease lease = leases.take(run.id());
                LeaseKeeper keeper = LeaseKeeper.start(lease, leases.times(), onLost)) {
            return work.get();
        } catch (LeaseLost lost) {
            return failed(run, LeaseLost.message(run.id()));
        } catch (SyncFailed unforced) {
            log.error("Run {} ends: its ledger cannot be forced to the disk.", run.id(), unforced);
            return failed(run, Message.of(unforced));
        }
    }

    /** Marks the run by what it came to. */
    static void mark(RunStore runs, RunEnd end, Instant now) {
        runs.mark(
                end.run(),
                end.state(),
                end.message().isEmpty() ? null : end.message(),
                end.state().unfinished() ? null : now);
    }

    private static RunEnd failed(Run run, Message message) {
        return new RunEnd(run.id(), RunState.FAILED, false, message);
    }
}
