package io.qianhu.intake;

import io.qianhu.number.Invisible;
import io.qianhu.number.NumberReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;

/**
 * The first rows of a file as they look with one delimiter.
 *
 * @param delimiter the delimiter that was tried
 * @param rows the first rows that are complete, blank lines left out
 * @param columns how many cells most rows have; of two equally frequent counts the greater
 * @param regular how many rows have that many cells
 * @param malformed whether a quote of the sample is followed by text or never closed
 * @param escaped whether a backslash was read as one that escapes a quote
 * @param escapes how many rows hold such a quote
 */
record Sample(
        char delimiter, List<Row> rows, int columns, int regular, boolean malformed, boolean escaped, int escapes) {
    static final int MAX_ROWS = 1000;
    private static final int TENTH = 10;

    /**
     * One row of the sample.
     *
     * @param cells its cells
     * @param line physical line where it begins, from 1
     * @param endByte index in the sample after the row
     * @param nextLine physical line after the row, from 1
     */
    record Row(List<String> cells, long line, int endByte, long nextLine) {
        long filled() {
            return cells.stream().filter(cell -> !Invisible.all(cell)).count();
        }

        /** How many cells there are up to the last one that is not blank. */
        int width() {
            return Csv.width(cells);
        }

        List<String> holding(NumberReader numbers) {
            return cells.stream().filter(numbers::holds).map(String::strip).toList();
        }

        /** The cell, or an empty one where the row is too short. */
        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    /**
     * Whether a backslash escapes a quote is found out: only where a quote of the sample is escaped then, no quote is
     * malformed and all rows have equally many cells, and otherwise not.
     */
    static Sample withEscapeDetected(byte[] bytes, boolean whole, Encoding encoding, char delimiter) {
        Sample plain = of(bytes, whole, encoding, delimiter, true, false);
        if (!holdsBackslash(bytes) || (plain.isRegular() && plain.rows.size() == MAX_ROWS)) {
            return plain;
        }
        Sample escaped = of(bytes, whole, encoding, delimiter, true, true);
        boolean hidesRows = plain.rows.size() < escaped.rows.size();
        boolean better = escaped.escapes > 0 && escaped.isRegular() && (hidesRows || !plain.isRegular());
        return better ? escaped : plain;
    }

    /** Or a byte of it: a character of GB18030 may end so. */
    private static boolean holdsBackslash(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] != '\\') {
            at++;
        }
        return at < bytes.length;
    }

    private boolean isRegular() {
        return !rows.isEmpty() && !malformed && regular == rows.size();
    }

    /** Takes the rows from the bytes; the last one counts only when it is complete or the sample is the whole file. */
    static Sample of(byte[] bytes, boolean whole, Encoding encoding, char delimiter, boolean quoted, boolean escaped) {
        RecordScanner scanner = new RecordScanner(encoding.charset(), delimiter, quoted, escaped);
        CSVFormat format = Csv.lenient(delimiter, quoted);
        Charset charset = Charset.forName(encoding.charset());
        List<Row> rows = new ArrayList<>();
        boolean malformed = false;
        int escapes = 0;
        long line = 1;
        int at = encoding.markBytes();
        while (rows.size() < MAX_ROWS && scanner.next(bytes, at, bytes.length, whole)) {
            long begin = line;
            line += scanner.lineBreaks();
            if (scanner.contentEnd() > at) {
                String text = new String(bytes, at, scanner.contentEnd() - at, charset);
                rows.add(new Row(Csv.cells(text, format, escaped), begin, scanner.end(), line));
            }
            malformed |= scanner.textAfterQuote();
            escapes += scanner.quoteEscaped() ? 1 : 0;
            at = scanner.end();
        }
        return counted(delimiter, rows, malformed || (whole && scanner.quoteOpen()), escaped, escapes);
    }

    private static Sample counted(char delimiter, List<Row> rows, boolean malformed, boolean escaped, int escapes) {
        Map<Integer, Integer> rowsByColumns = new HashMap<>();
        rows.forEach(row -> rowsByColumns.merge(row.cells().size(), 1, Integer::sum));
        int columns = 0;
        int regular = 0;
        for (Map.Entry<Integer, Integer> entry : rowsByColumns.entrySet()) {
            boolean wider = entry.getValue() == regular && entry.getKey() > columns;
            if (entry.getValue() > regular || wider) {
                columns = entry.getKey();
                regular = entry.getValue();
            }
        }
        return new Sample(delimiter, List.copyOf(rows), columns, regular, malformed, escaped, escapes);
    }

    /** Share of the column that holds the most numbers, alone in their cells or not. */
    double bestShare(NumberReader numbers) {
        double best = 0;
        for (int column = 0; column < columns; column++) {
            int at = column;
            long holding =
                    rows.stream().filter(row -> numbers.holds(row.cell(at))).count();
            best = Math.max(best, rows.isEmpty() ? 0 : (double) holding / rows.size());
        }
        return best;
    }

    /** Whether every row has the same number of cells, more than one, and some of them hold numbers. */
    boolean isConsistent(NumberReader numbers) {
        return columns > 1 && regular == rows.size() && bestShare(numbers) > 0;
    }

    /**
     * Whether nearly all rows, the header too, have the same number of cells, and in a tenth of them one holds a number
     * that is in no such cell of the other sample: there it is in a cell with something else.
     */
    boolean holdsOthersThan(Sample other, NumberReader numbers) {
        if (rows.isEmpty()) {
            return false;
        }
        boolean headerToo = rows.get(0).cells().size() == columns
                || !rows.get(0).holding(numbers).isEmpty();
        if (columns < 2 || !headerToo || TENTH * (rows.size() - regular) > rows.size()) {
            return false;
        }
        int others = 0;
        for (int i = 0; i < Math.min(rows.size(), other.rows.size()); i++) {
            List<String> held = other.rows.get(i).holding(numbers);
            others += rows.get(i).holding(numbers).stream()
                            .allMatch(cell -> held.stream().anyMatch(one -> one.contains(cell) || cell.contains(one)))
                    ? 0
                    : 1;
        }
        return others > 0 && TENTH * others >= rows.size();
    }

    /** How well all cells are cut, as {@link NumberReader#weight} says it of each. */
    long weight(NumberReader numbers) {
        return rows.stream()
                .flatMap(row -> row.cells().stream())
                .mapToLong(numbers::weight)
                .sum();
    }
}
