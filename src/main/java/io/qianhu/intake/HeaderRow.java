package io.qianhu.intake;

import io.qianhu.number.NumberReader;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row with the column names.
 *
 * <p>How it is decided, from the first row down:
 *
 * <ol>
 *   <li>A row with a readable number is data: there is no header.
 *   <li>A row that holds the configured name or a word for phone numbers is the header; when it is the only filled cell
 *       of several, it may be a title, and a header below it comes first.
 *   <li>A row with several filled cells is the header when all of them are words and numbers come below; otherwise
 *       there is none.
 *   <li>A row with a single filled cell may be a title line: the search goes on below, for at most 10 rows.
 *   <li>In a file of one column the first row is also the header when it is a word and a number comes right below.
 * </ol>
 *
 * When in doubt there is no header: then a title becomes a reject that everybody sees, and no row is lost.
 */
final class HeaderRow {
    static final int NONE = -1;
    private static final int MAX_TITLE_LINES = 10;

    /** No name of a column has so many; a local number has, also one that is written badly. */
    private static final int DIGITS_OF_A_NUMBER = 7;

    private static final Pattern VALUE = Pattern.compile("[\\p{N}\\p{P}\\p{S}\\p{Z}]+");

    private final Sample sample;
    private final NumberReader numbers;
    private final @Nullable String column;

    HeaderRow(Sample sample, NumberReader numbers, @Nullable String column) {
        this.sample = sample;
        this.numbers = numbers;
        this.column = column;
    }

    /** Returns the index of the header in the sample, or {@link #NONE}. */
    int find() {
        List<Sample.Row> rows = sample.rows();
        int lone = NONE;
        for (int i = 0; i < Math.min(rows.size(), MAX_TITLE_LINES + 1); i++) {
            Sample.Row row = rows.get(i);
            if (holdsNumber(row)) {
                boolean oneWordAbove = i == 1 && sample.columns() == 1 && holdsOnlyWords(rows.get(0));
                return oneWordAbove ? 0 : lone;
            }
            if (row.cells().stream().anyMatch(this::isName)) {
                if (row.filled() > 1 || sample.columns() == 1) {
                    return i;
                }
                lone = i;
            }
            if (row.filled() > 1) {
                boolean numbersBelow = rows.subList(i + 1, rows.size()).stream().anyMatch(this::holdsNumber);
                return numbersBelow && holdsOnlyWords(row) ? i : lone;
            }
        }
        return lone;
    }

    private boolean isName(String cell) {
        return PhoneWords.name(cell) || (column != null && PhoneWords.same(cell, column) && !isValue(cell));
    }

    private boolean holdsNumber(Sample.Row row) {
        return row.cells().stream().anyMatch(numbers::finds);
    }

    private static boolean holdsOnlyWords(Sample.Row row) {
        return row.cells().stream().noneMatch(HeaderRow::isValue);
    }

    private static boolean isValue(String cell) {
        boolean holdsNumberOfSomeKind = cell.chars().filter(Character::isDigit).count() >= DIGITS_OF_A_NUMBER;
        return holdsNumberOfSomeKind || (VALUE.matcher(cell).matches() && !cell.isBlank());
    }
}
