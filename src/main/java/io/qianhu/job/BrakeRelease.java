package io.qianhu.job;

import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.PulledBrake;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunLease;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import java.time.Instant;
import java.util.List;

/** Lets a paused run go on, on a person's word. */
public final class BrakeRelease {
    private final BrakeStore brakes;
    private final RunStore runs;
    private final Leases leases;

    public BrakeRelease(BrakeStore brakes, RunStore runs, Leases leases) {
        this.brakes = brakes;
        this.runs = runs;
        this.leases = leases;
    }

    /**
     * Releases what holds the run now. A run that a process works on goes on by itself, a paused one with its command.
     *
     * @param by who says so; kept with the time
     * @return what held it; empty when nothing did, and then nothing was changed
     * @throws DecisionRefused when only {@link Brake#FOUND_ELSEWHERE} holds it, which a word does not end
     */
    public List<PulledBrake> release(Run run, String by, Instant at) {
        requireReleasable(run);
        if (run.state() != RunState.PAUSED) {
            return brakes.release(run.id(), by, at);
        }
        try (RunLease lease = leases.take(run.id())) {
            List<PulledBrake> held = brakes.release(lease.run(), by, at);
            if (!held.isEmpty()) {
                runs.mark(lease.run(), RunState.STOPPED, Message.of("job.released-run-same-command-again", by), null);
            }
            return held;
        }
    }

    private void requireReleasable(Run run) {
        List<PulledBrake> pulled = brakes.pulled(run.id());
        if (!pulled.isEmpty() && pulled.stream().allMatch(it -> it.brake() == Brake.FOUND_ELSEWHERE)) {
            throw new DecisionRefused(Message.of(
                    "job.run-held-resume-not-release", run.id(), pulled.get(0).message()));
        }
    }
}
