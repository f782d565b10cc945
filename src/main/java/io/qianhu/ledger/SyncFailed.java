package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;
import org.jspecify.annotations.Nullable;

/** A commit was written, but nobody can say whether it would survive a power cut; it must not be built upon. */
public final class SyncFailed extends WordedException {
    private static final long serialVersionUID = 1;

    SyncFailed(@Nullable Throwable cause) {
        super(Message.of("ledger.ledger-could-not-forced-disk", why(cause)), cause);
    }

    private static Message why(@Nullable Throwable cause) {
        return cause == null ? Message.NONE : DiskTrouble.in(cause).orElseGet(() -> Message.text(cause.toString()));
    }
}
