package io.qianhu.ledger;

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
    public static Optional<String> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .filter(IOException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()))
                .flatMap(message -> said(message).stream())
                .findFirst();
    }

    private static Optional<String> said(String message) {
        if (FULL.matcher(message).find()) {
            return Optional.of("the disk is full (" + message + "): make room where qianhu.home is");
        }
        return BROKEN.matcher(message).find()
                ? Optional.of("the disk cannot be written to (" + message + "): look after the disk of qianhu.home")
                : Optional.empty();
    }
}
