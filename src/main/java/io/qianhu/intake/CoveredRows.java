package io.qianhu.intake;

import io.qianhu.number.Invisible;
import io.qianhu.number.NumberReader;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;

/**
 * Finds rows that a record of several lines hides in its quotes. Two stray quotes make everything between them one cell;
 * so does an address with a line break, which is ordinary. They are told apart by what a covered line would be without
 * that quote: a row with a number in the phone column, and something beside it, of whatever width. Outside of a quote it
 * would be called or be a reject that is seen.
 *
 * <ol>
 *   <li>The record is walked through as CSV to know at each line break which quote is open. Every line but the first
 *       begins within one.
 *   <li>Each line is read by itself, without the quote that was open when it began and without the one that is open when
 *       it ends.
 *   <li>Its cell counts as covered where it stands before the end of the former or behind the begin of the latter.
 * </ol>
 */
final class CoveredRows {
    private static final char QUOTE = '"';
    private static final int TWO_NUMBERS = 20;

    private final FileFormat format;
    private final CSVFormat csv;
    private final NumberReader numbers;

    CoveredRows(FileFormat format, NumberReader numbers) {
        this.format = format;
        this.csv = Csv.lenient(format);
        this.numbers = numbers;
    }

    /**
     * One line of a record.
     *
     * @param offset lines above it in the record
     * @param cells what it holds when it is read by itself
     * @param row whether that would be a row with a number
     * @param openedAt offset of the line where the quote opened that covers its number; {@link #NOT_COVERED} for none
     */
    record Line(int offset, List<String> cells, boolean row, int openedAt) {
        static final int NOT_COVERED = -1;

        boolean isCoveredRow() {
            return row && openedAt != NOT_COVERED;
        }
    }

    /** The first line of a record that it hides; empty when there is none. */
    Optional<Line> firstIn(String record) {
        // Where there are not the digits of two numbers, the only one is that of the record itself.
        return record.chars().filter(Character::isDigit).count() < TWO_NUMBERS
                ? Optional.empty()
                : lines(record).stream().filter(Line::isCoveredRow).findFirst();
    }

    /** The lines of a record that is rejected, when it hides a row or several of them would be rows; else none. */
    List<Line> inRejected(String record) {
        List<Line> lines = lines(record);
        boolean hides = lines.stream().anyMatch(Line::isCoveredRow)
                || lines.stream().filter(Line::row).count() > 1;
        return hides ? lines : List.of();
    }

    private List<Line> lines(String text) {
        String record = format.escaped()
                ? BackslashEscape.undone(CharBuffer.wrap(text.toCharArray()), format.delimiter())
                        .toString()
                : text;
        List<Line> lines = new ArrayList<>();
        int offset = 0;
        boolean open = false;
        int openedAt = Line.NOT_COVERED;
        for (String line : record.lines().toList()) {
            Quotes quotes = Quotes.of(line, open, format.delimiter());
            List<String> cells = cells(quotes.textWithout());
            if (!cells.stream().allMatch(Invisible::all)) {
                lines.add(new Line(offset, cells, isRow(cells), coveredSince(quotes, open, openedAt, offset)));
            }
            openedAt = quotes.opened() >= 0 ? offset : openedAt;
            open = quotes.opened() >= 0 || (open && quotes.closed() < 0);
            offset++;
        }
        return lines;
    }

    /** Where the quote opened that the phone column of a line stands in. */
    private int coveredSince(Quotes quotes, boolean open, int openedAt, int offset) {
        int column = format.phoneColumn();
        if (open && (quotes.closed() < 0 || column <= cellAt(quotes.textBefore(quotes.closed())))) {
            return openedAt;
        }
        boolean behindBegin = quotes.opened() >= 0 && column > cellAt(quotes.textBefore(quotes.opened()));
        return behindBegin ? offset : Line.NOT_COVERED;
    }

    private boolean isRow(List<String> cells) {
        return cells.size() > format.phoneColumn()
                && (format.width() == 1
                        || cells.stream().filter(cell -> !Invisible.all(cell)).count() > 1)
                && numbers.finds(cells.get(format.phoneColumn()));
    }

    private int cellAt(String textBefore) {
        return Math.max(0, cells(textBefore).size() - 1);
    }

    private List<String> cells(String line) {
        return Csv.cells(line, csv, false);
    }

    /**
     * The quotes of one line that belong to other lines.
     *
     * @param text the line
     * @param closed where the quote closes that was open when the line began; -1 when it does not, or none was open
     * @param opened where the quote opens that is open when the line ends; -1 when none is, or it opened further up
     */
    private record Quotes(String text, int closed, int opened) {
        static Quotes of(String text, boolean openBefore, char delimiter) {
            boolean inQuotes = openBefore;
            boolean cellBegins = true;
            int closed = -1;
            int opened = -1;
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                if (inQuotes && c == QUOTE && text.startsWith("\"", at + 1)) {
                    at++;
                } else if (inQuotes && c == QUOTE) {
                    inQuotes = false;
                    cellBegins = false;
                    closed = opened < 0 ? at : closed;
                    opened = -1;
                } else if (!inQuotes) {
                    inQuotes = c == QUOTE && cellBegins;
                    opened = inQuotes ? at : opened;
                    cellBegins = c == delimiter;
                }
            }
            return new Quotes(text, openBefore ? closed : -1, opened);
        }

        String textWithout() {
            StringBuilder without = new StringBuilder(text);
            if (opened >= 0) {
                // A quote too many at the end keeps the cell open.
                while (without.length() > opened + 1 && without.charAt(without.length() - 1) == QUOTE) {
                    without.setLength(without.length() - 1);
                }
                without.deleteCharAt(opened);
            }
            if (closed >= 0) {
                without.deleteCharAt(closed);
            }
            return without.toString();
        }

        String textBefore(int position) {
            boolean behindClosed = closed >= 0 && closed < position;
            return behindClosed
                    ? text.substring(0, closed) + text.substring(closed + 1, position)
                    : text.substring(0, position);
        }
    }
}
