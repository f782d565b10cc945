package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of this process: who has a run's lease is the only one to write to it.
 *
 * <ol>
 *   <li>A lease that nobody has is taken, and so is one whose owner is provably dead: on this machine, since its start,
 *       and no such process is there.
 *   <li>Any other owner is watched. When its beat changes it lives, and the lease is refused. When the beat has been the
 *       same for {@link LeaseTimes#takeAfter}, the lease is taken.
 *   <li>Taking compares token, beat and owner with what was seen and gives the next token, so one taker wins.
 *   <li>An owner beats. When its last successful beat began more than {@link LeaseTimes#validFor} ago it may submit
 *       nothing, for soon after somebody may take the lease, until one more beat has shown that nobody did: beating
 *       compares the token under the row's lock, and a taker compares the beat. So a process that only stood still goes
 *       on.
 *   <li>Every write to a run locks the lease's row, if it still has the token of the writer, until the write is
 *       committed. So a frozen owner that wakes up records nothing, whatever it believes.
 * </ol>
 *
 * <p>No clock on the wall has a say in any of this, so none that jumps does harm: durations are monotonic, each measured
 * by one process alone, and the database compares counters. An owner that is frozen between its last look at the lease
 * and its request does send when it wakes; its signature has expired by the time at which another process can have
 * proved the list absent.
 */
public final class Leases {
    private static final Logger log = LoggerFactory.getLogger(Leases.class);
    private static final int POLLS_PER_WATCH = 50;

    private final LeaseStore store;
    private final LeaseOwner self;
    private final LeaseTimes times;
    private final MonotonicTime time;
    private final Map<String, RunLease> held = new ConcurrentHashMap<>();

    public Leases(LeaseStore store, LeaseOwner self, LeaseTimes times, MonotonicTime time) {
        this.store = store;
        this.self = self;
        this.times = times;
        this.time = time;
    }

    /**
     * Takes the run's lease, watching an owner that may be dead for as long as it takes. One thread at a time, for the
     * store cannot tell two threads of this process apart.
     *
     * @throws LeaseRefused when another process has it, or this one already does
     */
    public synchronized RunLease take(String run) {
        if (held.containsKey(run)) {
            throw refused(run, self);
        }
        Watch watch = new Watch();
        while (true) {
            long began = time.nanos();
            Optional<LeaseRow> seen = store.find(run);
            if (seen.isEmpty()) {
                if (store.takeFirst(run, self)) {
                    return hold(run, 1, began);
                }
            } else if (watch.mayTake(seen.get())) {
                if (store.take(seen.get(), self)) {
                    return hold(run, seen.get().token() + 1, began);
                }
            } else {
                time.pause(times.takeAfter().dividedBy(POLLS_PER_WATCH));
            }
        }
    }

    private static LeaseRefused refused(String run, LeaseOwner owner) {
        return new LeaseRefused(Message.of("ledger.run-being-worked", run, owner));
    }

    private RunLease hold(String run, long token, long began) {
        RunLease lease = new RunLease(this, store, run, token, times, time, began);
        held.put(run, lease);
        return lease;
    }

    void forget(RunLease lease) {
        held.remove(lease.run(), lease);
    }

    /**
     * Whether this process may act for the run. When its own time does not tell, one beat has to; that takes no longer
     * than the database lets a statement wait.
     */
    public boolean holds(String run) {
        RunLease lease = held.get(run);
        return lease != null && (lease.held() || proved(lease));
    }

    private static boolean proved(RunLease lease) {
        try {
            return lease.renew();
        } catch (RuntimeException e) {
            log.warn("Whether run {} still belongs to this process could not be asked.", lease.run(), e);
            return false;
        }
    }

    /**
     * Lets the caller's transaction write to the run, and nobody take the lease before that is committed.
     *
     * @throws LeaseLost when this process has not the run's lease
     */
    public void fence(String run) {
        RunLease lease = held.get(run);
        if (lease == null || !store.lock(run, lease.token())) {
            throw new LeaseLost(run);
        }
    }

    public LeaseTimes times() {
        return times;
    }

    /** What one taker has seen of an owner. */
    private final class Watch {
        private @Nullable LeaseRow first;
        private long since;

        boolean mayTake(LeaseRow seen) {
            LeaseOwner owner = seen.owner();
            if (owner == null || owner.id().equals(self.id()) || owner.provablyDead()) {
                return true;
            }
            if (first == null) {
                first = seen;
                since = time.nanos();
                log.info("Run {} belongs to {}; watching whether that still lives.", seen.run(), owner);
                return false;
            }
            if (!first.equals(seen)) {
                throw refused(seen.run(), owner);
            }
            return Duration.ofNanos(time.nanos() - since).compareTo(times.takeAfter()) >= 0;
        }
    }
}
