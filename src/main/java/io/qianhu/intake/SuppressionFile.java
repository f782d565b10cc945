package io.qianhu.intake;

import java.nio.file.Path;
import java.util.List;

/**
 * A do-not-call list that was read to its end.
 *
 * @param fingerprint of the file as it was named, packed or not
 * @param evidence short sentences for the operator: how it was read
 * @param rows what it holds below its header, blank lines left out
 * @param unreadable how many of them are no number; nobody is suppressed for those
 */
public record SuppressionFile(Path path, Fingerprint fingerprint, List<String> evidence, long rows, long unreadable) {
    public SuppressionFile {
        evidence = List.copyOf(evidence);
    }

    /** Rows that are numbers. */
    public long numbers() {
        return rows - unreadable;
    }
}
