package io.qianhu.intake;

import io.qianhu.message.Message;
import java.nio.file.Path;
import java.util.List;

/**
 * A do-not-call list that was read to its end. Its rows are the lines of its text and the rows of its sheets, blank
 * ones left out.
 *
 * @param fingerprint of the file as it was named, packed or not
 * @param evidence short sentences for the operator: how it was read
 * @param rows how many there are
 * @param numbers how many of them hold a number
 * @param unreadable how many hold something that looks like a mobile and cannot be read; nobody is suppressed for that
 * @param unreadableRows the first of these, see {@link SuppressionFiles#MOST_SHOWN}
 */
public record SuppressionFile(
        Path path,
        Fingerprint fingerprint,
        List<Message> evidence,
        long rows,
        long numbers,
        long unreadable,
        List<UnreadableRow> unreadableRows) {
    public SuppressionFile {
        evidence = List.copyOf(evidence);
        unreadableRows = List.copyOf(unreadableRows);
    }

    /**
     * A row that cannot be read.
     *
     * @param file the list, or the entry or sheet of it
     * @param line from 1
     * @param cell what cannot be read in it, masked
     */
    public record UnreadableRow(String file, long line, String cell) {}
}
