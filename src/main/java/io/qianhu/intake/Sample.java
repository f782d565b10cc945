package io.qianhu.intake;

import io.qianhu.number.NumberReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The first rows of a file as they look with one delimiter.
 *
 * @param delimiter the delimiter that was tried
 * @param rows the first rows that are complete, blank lines left out
 * @param columns how many cells most rows have; of two equally frequent counts the greater
 * @param regular how many rows have that many cells
 */
record Sample(char delimiter, List<Row> rows, int columns, int regular) {
    static final int MAX_ROWS = 1000;

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
            return cells.stream().filter(cell -> !cell.isBlank()).count();
        }

        /** The cell, or an empty one where the row is too short. */
        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    /** Takes the rows from the bytes; the last one counts only when it is complete or the sample is the whole file. */
    static Sample of(byte[] bytes, boolean whole, Encoding encoding, char delimiter, boolean quoted) {
        RecordScanner scanner = new RecordScanner(encoding.charset(), delimiter, quoted);
        CSVFormat format = Csv.lenient(delimiter, quoted);
        Charset charset = Charset.forName(encoding.charset());
        List<Row> rows = new ArrayList<>();
        long line = 1;
        int at = encoding.markBytes();
        while (rows.size() < MAX_ROWS && scanner.next(bytes, at, bytes.length, whole)) {
            long begin = line;
            line += scanner.lineBreaks();
            if (scanner.contentEnd() > at) {
                String text = new String(bytes, at, scanner.contentEnd() - at, charset);
                rows.add(new Row(cells(text, format), begin, scanner.end(), line));
            }
            at = scanner.end();
        }
        return counted(delimiter, rows);
    }

    private static Sample counted(char delimiter, List<Row> rows) {
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
        return new Sample(delimiter, List.copyOf(rows), columns, regular);
    }

    private static List<String> cells(String text, CSVFormat format) {
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(format)
                .get()) {
            return parser.stream().flatMap(CSVRecord::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** How well all cells are cut, as {@link NumberReader#weight} says it of each. */
    long weight(NumberReader numbers) {
        return rows.stream()
                .flatMap(row -> row.cells().stream())
                .mapToLong(numbers::weight)
                .sum();
    }
}
