package io.qianhu.ledger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to work on a run, as long as it is renewed in time. Safe for use by several threads. */
public final class RunLease implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunLease.class);

    private final Leases leases;
    private final LeaseStore store;
    private final String run;
    private final long token;
    private final LeaseTimes times;
    private final MonotonicTime time;

    private volatile long lastBeatBegan;
    private volatile boolean lost;

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

    /**
     * Whether nobody else can have taken it yet. Once false, always false: who has stopped must not begin again without
     * looking at the ledger.
     */
    public boolean held() {
        if (!lost && time.nanos() - lastBeatBegan > times.validFor().toNanos()) {
            lost = true;
        }
        return !lost;
    }

    /**
     * Shows that this process lives; what counts is when it began to, for nobody knows when the database did it.
     *
     * @return whether the lease is still held
     */
    public boolean renew() {
        long began = time.nanos();
        if (held()) {
            if (store.beat(run, token)) {
                lastBeatBegan = began;
            } else {
                lost = true;
            }
        }
        return held();
    }

    /** Gives the lease back, unless somebody else has it. */
    @Override
    public void close() {
        lost = true;
        leases.forget(this);
        try {
            store.release(run, token);
        } catch (RuntimeException e) {
            log.warn("The lease of run {} could not be given back; who takes it next has to wait.", run, e);
        }
    }
}
