package io.qianhu.intake;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;

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
        List<String> evidence,
        boolean amongOthers,
        List<Beside> besides) {
    /**
     * A sheet that is not read.
     *
     * @param name as messages show it
     * @param begin its first rows as CSV
     */
    public record Beside(String name, String begin) {
        List<List<String>> rows() {
            CSVFormat csv = Csv.lenient(',', true);
            return begin.lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> Csv.cells(line, csv, false))
                    .toList();
        }

        /** Whether anything in it is as long as a number. */
        public boolean holdsDigits() {
            return rows().stream().flatMap(List::stream).anyMatch(HeaderRow::mayBeNumber);
        }

        /** Whether anything as long as a number stands below a name for phones, however few rows there are. */
        public boolean namesPhones() {
            Set<Integer> named = new HashSet<>();
            for (List<String> row : rows()) {
                for (int i = 0; i < row.size(); i++) {
                    if (named.contains(i) && HeaderRow.mayBeNumber(row.get(i))) {
                        return true;
                    }
                    if (ColumnName.of(row.get(i)).isPhone()) {
                        named.add(i);
                    }
                }
            }
            return false;
        }
    }

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
    public PlainFile(String name, Path path, Survey survey, Origin origin, List<String> evidence) {
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
    public PlainFile and(List<String> more) {
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
