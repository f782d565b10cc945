package io.qianhu.watch;

import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunFigures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run stands still though it could go on. Computes, never waits; moments are monotonic nanoseconds.
 *
 * <ol>
 *   <li>While rows are read, or a list changes its state, it moves.
 *   <li>It could go on while its window is open, rows are unread or lists are pending, and nothing is waited for whose time
 *       is known: the canary's, or that of a proof. What only waits for proof does not stand still.
 *   <li>The time counts from when it last moved or could not go on. It is told once, and again only after it has moved.
 * </ol>
 *
 * Used by one thread.
 */
final class StallWatch {
    private final Duration patience;
    private @Nullable String run;
    private @Nullable RunFigures seen;
    private long since;
    private boolean told;

    StallWatch(Duration patience) {
        this.patience = patience;
    }

    /**
     * Whether it is to be told now that the run stands still.
     *
     * @param mayMove whether its window is open and no time is waited for
     */
    boolean standsStill(String of, RunFigures now, boolean mayMove, long nanos) {
        boolean moved = !of.equals(run) || !now.equals(seen);
        boolean could = mayMove && (!now.intakeDone() || now.lists(ListState.PENDING) > 0);
        if (moved || !could) {
            told &= !moved;
            run = of;
            seen = now;
            since = nanos;
            return false;
        }
        if (told || nanos - since < patience.toNanos()) {
            return false;
        }
        told = true;
        return true;
    }

    /** Nothing is worked on. */
    void rests() {
        run = null;
        seen = null;
        told = false;
    }
}
