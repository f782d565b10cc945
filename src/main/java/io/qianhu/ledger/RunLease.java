package io.qianhu.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work on a run. Whoever stood still for too long has to prove by a beat that nobody took it meanwhile. Safe
 * for use by several threads.
 */
public final class RunLease implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunLease.class);

    private final Leases leases;
    private final LeaseStore store;
    private final String run;
    private final long token;
    private final LeaseTimes times;
    private final MonotonicTime time;

    private volatile long lastBeatBegan;
    private volatile boolean over;

    RunLease(
            Leases leases,
            LeaseStore store,
            String run,
            long token,
            LeaseTimes times,
            MonotonicTime time,
            long lastBeatBegan) {
        this.leases = leases;
        this.store = store;
        this.run = run;
        this.token = token;
        this.times = times;
        this.time = time;
        this.lastBeatBegan = lastBeatBegan;
    }

    public String run() {
        return run;
    }

    long token() {
        return token;
    }

    /** Whether it was taken or given back; it is never held again then. */
    boolean over() {
        return over;
    }

    /** Whether nobody else can have taken it yet, by this process's time alone; a beat may show that it is still so. */
    public boolean held() {
        return !over && time.nanos() - lastBeatBegan <= times.validFor().toNanos();
    }

    /**
     * Shows that this process lives; what counts is when it began to, for nobody knows when the database did it. However
     * late it comes, a beat is written only where the token is still this lease's: then nobody has taken it, and whoever
     * watches begins anew. When another token is there the lease is lost for good.
     *
     * @return whether the lease is held now
     */
    public boolean renew() {
        long began = time.nanos();
        if (!over) {
            if (store.beat(run, token)) {
                lastBeatBegan = began;
            } else {
                over = true;
            }
        }
        return held();
    }

    /** Gives the lease back, unless somebody else has it. */
    @Override
    public void close() {
        over = true;
        leases.forget(this);
        try {
            store.release(run, token);
        } catch (RuntimeException e) {
            log.warn("The lease of run {} could not be given back; who takes it next has to wait.", run, e);
        }
    }
}
