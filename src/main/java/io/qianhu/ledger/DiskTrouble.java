package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells a disk that takes nothing more from other failures, deep below whatever a database makes of it. */
public final class DiskTrouble {
    private static final Pattern FULL = Pattern.compile(
            "No space left on device|Disk quota exceeded|File too large|not enough space on the disk",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BROKEN =
            Pattern.compile("Read-only file system|Input/output error", Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 50;

    private DiskTrouble() {}

    /** What is wrong with the disk and what to do, a half-sentence; empty when the failure has another cause. */
    public static Optional<Message> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .filter(IOException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .flatMap(message -> said(message).stream())
                .findFirst();
    }

    private static Optional<Message> said(String message) {
        if (FULL.matcher(message).find()) {
            return Optional.of(Message.of("ledger.disk-full-make-room-qianhu-home", message));
        }
        return BROKEN.matcher(message).find()
                ? Optional.of(Message.of("ledger.disk-cannot-written", message))
                : Optional.empty();
    }
}
