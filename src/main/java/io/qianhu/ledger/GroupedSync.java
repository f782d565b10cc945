package io.qianhu.ledger;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets committers that come at the same time share one sync.
 *
 * <ol>
 *   <li>A committer needs the next sync that begins after its call: the one under way may have begun before its commit.
 *   <li>When none is under way it leads that sync; else it waits for the end of the one under way, and then the first to
 *       wake leads for all.
 *   <li>When a sync fails, all that needed it fail, and so does every later one: an operating system that could not
 *       write a page may drop it and call the next sync a success.
 * </ol>
 */
public final class GroupedSync implements DiskSync {
    private final DiskSync sync;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    private long begun;
    private long done;
    private boolean underWay;
    private boolean failed;
    private @Nullable Throwable failure;

    public GroupedSync(DiskSync sync) {
        this.sync = sync;
    }

    @Override
    public void force() {
        lock.lock();
        try {
            long needed = begun + 1;
            while (done < needed) {
                if (failed) {
                    throw new SyncFailed(failure);
                }
                if (underWay) {
                    ended.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Committers that wait for a sync that others lead. */
    int waiting() {
        lock.lock();
        try {
            return lock.getWaitQueueLength(ended);
        } finally {
            lock.unlock();
        }
    }

    /** Syncs without the lock, so that others can line up for the next one. */
    private void lead() {
        underWay = true;
        long number = ++begun;
        lock.unlock();
        boolean succeeded = false;
        try {
            sync.force();
            succeeded = true;
        } catch (RuntimeException e) {
            failure = e instanceof SyncFailed && e.getCause() != null ? e.getCause() : e;
        } finally {
            lock.lock();
            underWay = false;
            if (succeeded) {
                done = number;
            } else {
                failed = true;
            }
            ended.signalAll();
        }
    }
}
