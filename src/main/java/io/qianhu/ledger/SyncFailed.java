package io.qianhu.ledger;

import org.jspecify.annotations.Nullable;

/** A commit was written, but nobody can say whether it would survive a power cut; it must not be built upon. */
public final class SyncFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String message;

    SyncFailed(@Nullable Throwable cause) {
        super(cause);
        String why = cause == null ? "" : DiskTrouble.in(cause).orElse(cause.toString());
        message = "the ledger could not be forced to the disk (" + why
                + "), so what was committed last may be lost; nothing more is submitted. Look after the disk, then run"
                + " the same command again";
    }

    @Override
    public String getMessage() {
        return message;
    }
}
