package io.qianhu.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Work that can stand still anywhere in its midst and go on there later. It has a thread of its own, which runs only
 * while whoever let it go on waits for it: so there is one thread at any moment, and a seed replays.
 */
final class InTurns {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "in turns");
        thread.setDaemon(true);
        return thread;
    });

    private static final ThreadLocal<InTurns> HERE = new ThreadLocal<>();

    private final Runnable work;
    private final Semaphore goesOn = new Semaphore(0);
    private final Semaphore standsStill = new Semaphore(0);
    private boolean begun;

    InTurns(Runnable work) {
        this.work = work;
    }

    /** Begins the work or goes on with it; returns when it stands still or has ended. */
    void goOn() {
        if (begun) {
            goesOn.release();
        } else {
            begun = true;
            THREADS.execute(this::begin);
        }
        standsStill.acquireUninterruptibly();
    }

    private void begin() {
        HERE.set(this);
        try {
            work.run();
        } finally {
            HERE.remove();
            standsStill.release();
        }
    }

    /** Whether it is this work that runs now, and not another one in whose place something happens to it. */
    boolean runsNow() {
        return HERE.get() == this;
    }

    /** Asked for by the work itself: returns when somebody lets it go on. */
    void standStill() {
        standsStill.release();
        goesOn.acquireUninterruptibly();
    }
}
