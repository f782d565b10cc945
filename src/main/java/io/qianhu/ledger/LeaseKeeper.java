package io.qianhu.ledger;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews a lease until it is closed. A renewal that fails is tried again; one that hangs does not keep this from telling
 * that the lease is lost: when somebody has taken it, or when it has run out and the beats do not come through. Looks
 * are counted for that and not time, since a process that stood still looks only once before it beats again.
 */
public final class LeaseKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

    /** One beats and may hang in the database, the other looks at the time. */
    private static final int THREADS = 2;

    /** Two to a beat: a beat and a second one had time to come through. */
    private static final int LOOKS_IN_VAIN = 4;

    private final RunLease lease;
    private final Runnable onLost;
    private final AtomicBoolean told = new AtomicBoolean();
    private final ScheduledExecutorService threads;

    /** Touched by one look at a time. */
    private int inVain;

    private LeaseKeeper(RunLease lease, Runnable onLost) {
        this.lease = lease;
        this.onLost = onLost;
        this.threads = Executors.newScheduledThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "lease-" + lease.run());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to renew the lease; {@code onLost} is called once, on a thread of the keeper's, if it is lost. */
    public static LeaseKeeper start(RunLease lease, LeaseTimes times, Runnable onLost) {
        LeaseKeeper keeper = new LeaseKeeper(lease, onLost);
        long every = times.beatEvery().toNanos();
        var unused = keeper.threads.scheduleWithFixedDelay(keeper::beat, every, every, TimeUnit.NANOSECONDS);
        unused = keeper.threads.scheduleWithFixedDelay(keeper::look, every / 2, every / 2, TimeUnit.NANOSECONDS);
        return keeper;
    }

    /** An exception must not reach the scheduler, or it would never beat again. */
    private void beat() {
        try {
            lease.renew();
        } catch (RuntimeException e) {
            log.warn("The lease of run {} could not be renewed; it is tried again.", lease.run(), e);
        }
    }

    private void look() {
        inVain = lease.held() ? 0 : inVain + 1;
        if ((lease.over() || inVain >= LOOKS_IN_VAIN) && told.compareAndSet(false, true)) {
            log.error("The lease of run {} is lost.", lease.run());
            onLost.run();
        }
    }

    /** Ends the renewing; the lease itself is closed by whoever took it. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
