package io.qianhu.intake;

import java.nio.file.Path;

/**
 * A do-not-call list that was read to its end.
 *
 * @param rows what it holds below its header, blank lines left out
 * @param unreadable how many of them are no number; nobody is suppressed for those
 */
public record SuppressionFile(Path path, Fingerprint fingerprint, FileFormat format, long rows, long unreadable) {
    /** Rows that are numbers. */
    public long numbers() {
        return rows - unreadable;
    }
}
