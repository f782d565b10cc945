package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.message.Message;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Ties a stop signal to the guard of a ledger that is opened only after the signal was made. */
final class LedgerWatch {
    private final AtomicReference<@Nullable LedgerGuard> guard = new AtomicReference<>();

    /** The ledger is open now. */
    void over(LedgerGuard opened) {
        guard.set(opened);
    }

    /** That the ledger is gone; empty while it is there, or not open yet. */
    Optional<StopSignal.Stop> lost() {
        return Optional.ofNullable(guard.get()).flatMap(LedgerGuard::lost);
    }

    /** Saves a ledger that is gone, when nothing is worked on any more. Gives what happened, empty when it is there. */
    Optional<Message> rescue() {
        return Optional.ofNullable(guard.get()).flatMap(LedgerGuard::rescue);
    }

    /** As above, and tells it here; false when there was nothing to save. */
    boolean rescued(PrintWriter err) {
        Optional<Message> saved = rescue();
        saved.ifPresent(err::println);
        err.flush();
        return saved.isPresent();
    }
}
