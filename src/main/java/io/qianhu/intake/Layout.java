package io.qianhu.intake;

import io.qianhu.message.Message;
import io.qianhu.number.NumberReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** All that is decided about a file but which column is read. */
record Layout(
        Encoding.Stretch begin,
        Encoding encoding,
        Sample sample,
        boolean quoted,
        boolean sheet,
        int headerRow,
        List<String> header,
        List<SampleColumn> columns,
        List<Message> evidence) {
    private static final int TENTH = 10;

    /** What stands in a reject file above cells that had no name. */
    private static final Pattern NO_NAME = Pattern.compile("column_[0-9]+");

    private static final Pattern ROW_NUMBER = Pattern.compile("[0-9]{1,7}");

    FileFormat format(SampleColumn chosen, NumberReader numbers, Message why, List<Rival> rivals) {
        Sample.Row last = headerRow < 0 ? null : sample.rows().get(headerRow);
        List<Message> whole = new ArrayList<>(evidence);
        whole.add(why);
        int width = width(chosen.position());
        int before = columns.stream()
                .filter(column -> column.position() < chosen.position())
                .filter(column -> column.readable() > 0 || column.name().isPhone())
                .map(SampleColumn::position)
                .reduce(0, Math::max);
        boolean shiftShows = columns.stream()
                .filter(column -> column.position() == 2 * chosen.position() - before)
                .noneMatch(column ->
                        column.share() >= PhoneColumn.SOME || column.name().isPhone());
        return new FileFormat(
                encoding.charset(),
                sample.delimiter(),
                last == null ? encoding.markBytes() : last.endByte(),
                last == null ? 1 : last.nextLine(),
                header,
                chosen.position() - 1,
                whole,
                !quoted,
                sample.escaped(),
                width,
                sheet ? 0 : sample.columns(),
                numbersBehind(chosen.position(), width),
                before - 1,
                shiftShows,
                Shift.of(chosen, columns.subList(0, Math.min(width, columns.size())), rows(), numbers),
                rivals);
    }

    /** Those below the header. */
    List<Sample.Row> rows() {
        return sample.rows().subList(headerRow + 1, sample.rows().size());
    }

    /** By what is in the columns; where rows are never cut short, also by their names: one that is has slipped. */
    private boolean numbersBehind(int position, int width) {
        boolean whole = sample.columns() >= width
                && (long) sample.regular() * TENTH >= sample.rows().size() * (TENTH - 1L);
        return columns.stream()
                .filter(column -> column.position() > position && column.position() <= width)
                .anyMatch(column ->
                        column.readable() > 0 || (whole && column.name().isPhone()));
    }

    /** Whether the rows begin with a number for which the header has no name, so that each name is one too far left. */
    boolean hasNumberedRows() {
        List<Sample.Row> below = rows();
        return headerRow >= 0
                && !below.isEmpty()
                && below.stream()
                        .allMatch(row -> row.cells().size() == header.size() + 1
                                && ROW_NUMBER.matcher(row.cell(0)).matches())
                && 2 * below.stream().filter(row -> row.width() > header.size()).count() > below.size();
    }

    long headerLine() {
        return sample.rows().get(headerRow).line();
    }

    /**
     * Up to the last name, or column without one that most rows fill. Without a header that of nearly all rows, since
     * shorter ones are ordinary; where a number could have slipped in these, that of most rows.
     */
    private int width(int position) {
        List<Sample.Row> rows = rows();
        if (headerRow >= 0) {
            int usual = atMost(rows.stream().mapToInt(Sample.Row::width), rows.size() / 2);
            return Math.max(names(), sheet ? usual : Math.min(usual, header.size()));
        }
        int wide = atMost(rows.stream().mapToInt(row -> row.cells().size()), rows.size() / TENTH);
        return numbersBehind(position, wide) ? sample.columns() : wide;
    }

    /** How many columns there are up to the last one with a name. */
    int names() {
        return Csv.width(header.stream()
                .map(name -> NO_NAME.matcher(name).matches() ? "" : name)
                .toList());
    }

    /**
     * Whether no row is as wide as the header, and numbers stand before the column, where a sheet has none: then the
     * cells that are missing may be the first ones, or the header has names too many.
     */
    boolean mayHaveSlipped(SampleColumn chosen) {
        boolean reached = rows().stream().anyMatch(row -> row.cells().size() >= names());
        return headerRow >= 0
                && !reached
                && columns.stream()
                        .filter(column -> column.position() < chosen.position())
                        .filter(column -> !sheet || !column.name().isPhone())
                        .anyMatch(column -> column.share() >= PhoneColumn.SOME);
    }

    /** The width that so many rows, and no more, are above. */
    private static int atMost(IntStream widths, int above) {
        int[] sorted = widths.sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1 - above];
    }
}
