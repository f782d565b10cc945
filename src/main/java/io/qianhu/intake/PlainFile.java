package io.qianhu.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file whose bytes are rows of text: as the operator named it, or unpacked from what he named.
 *
 * @param name as messages and reports show it, such as {@code /data/customers.zip > 2026/a.csv}
 * @param path where its bytes are
 * @param survey of its bytes
 * @param origin where it comes from
 * @param evidence short sentences for the operator about how it was unpacked; empty when it was not
 */
public record PlainFile(String name, Path path, Survey survey, Origin origin, List<String> evidence) {
    /** Where the bytes of a plain file come from. */
    public enum Origin {
        /** The operator's own file, which we only read. */
        NAMED,
        /** Text that was packed or came from standard input; a copy of ours, with the dialect of whoever wrote it. */
        UNPACKED,
        /** The rows of a sheet, written by us in UTF-8 with commas and double quotes. */
        SHEET
    }

    /** What the first sentence about a sheet says before it names the sheets that were left out. */
    public static final String SHEETS_LEFT = "; not read: ";

    public PlainFile {
        evidence = List.copyOf(evidence);
    }

    /** Whether it is one of several sheets, and the others are not read. */
    boolean leavesSheets() {
        return origin == Origin.SHEET && evidence.stream().limit(1).anyMatch(line -> line.contains(SHEETS_LEFT));
    }

    /** The same file with more evidence. */
    public PlainFile and(List<String> more) {
        return new PlainFile(
                name,
                path,
                survey,
                origin,
                Stream.concat(evidence.stream(), more.stream()).toList());
    }

    /** A file that is read as it is. */
    public static PlainFile named(Path path, Survey survey) {
        return new PlainFile(path.toString(), path, survey, Origin.NAMED, List.of());
    }
}
