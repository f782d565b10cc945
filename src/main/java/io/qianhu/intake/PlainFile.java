package io.qianhu.intake;

import io.qianhu.message.Message;
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
 * @param amongOthers whether it is one of several files of an archive, and may be a note about the others
 * @param besides the visible sheets of its workbook that are not read though nobody has said which one is meant
 */
public record PlainFile(
        String name,
        Path path,
        Survey survey,
        Origin origin,
        List<Message> evidence,
        boolean amongOthers,
        List<SheetPreview> besides) {
    /** Where the bytes of a plain file come from. */
    public enum Origin {
        /** The operator's own file, which we only read. */
        NAMED,
        /** Text that was packed or came from standard input; a copy of ours, with the dialect of whoever wrote it. */
        UNPACKED,
        /** The rows of a sheet, written by us in UTF-8 with commas and double quotes. */
        SHEET,
        /** As above; the workbook has other sheets, which are not read. */
        CHOSEN_SHEET;

        /** Whether it is the rows of a sheet. */
        public boolean isSheet() {
            return this == SHEET || this == CHOSEN_SHEET;
        }
    }

    public PlainFile {
        evidence = List.copyOf(evidence);
        besides = List.copyOf(besides);
    }

    /** A file that is no part of an archive, or the only one in it. */
    public PlainFile(String name, Path path, Survey survey, Origin origin, List<Message> evidence) {
        this(name, path, survey, origin, evidence, false, List.of());
    }

    /** The same file, as one of several of an archive. */
    public PlainFile among() {
        return new PlainFile(name, path, survey, origin, evidence, true, besides);
    }

    /** Whether it is one of several sheets, and the others are not read. */
    boolean leavesSheets() {
        return origin == Origin.CHOSEN_SHEET;
    }

    /** The same file with more evidence. */
    public PlainFile and(List<Message> more) {
        return new PlainFile(
                name,
                path,
                survey,
                origin,
                Stream.concat(evidence.stream(), more.stream()).toList(),
                amongOthers,
                besides);
    }

    /** A file that is read as it is. */
    public static PlainFile named(Path path, Survey survey) {
        return new PlainFile(path.toString(), path, survey, Origin.NAMED, List.of());
    }
}
