package io.qianhu.intake;

import io.qianhu.number.NumberReader;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row with the column names.
 *
 * <p>How it is decided:
 *
 * <ol>
 *   <li>A row that holds the configured name is the header, whatever stands above it.
 *   <li>Else a row with several filled cells, one of them a word for phone numbers, among the first 11.
 *   <li>Of several such rows above the first number, one without values is better than a title with the number of who
 *       wrote it; of those the first with the most words for phone numbers, then the most filled cells.
 *       Or the one below it, where that names the columns over which its cells reach, with a word for phone numbers.
 *   <li>Else the first row with several filled cells when all of them are words and numbers come below.
 *   <li>Else a row whose only filled cell is a word for phone numbers, above the first number.
 *   <li>In a file of one column the first row is also the header when it is a word and a number comes right below.
 * </ol>
 *
 * When in doubt there is no header: then a title becomes a reject that everybody sees, and no row is lost. A header that
 * is found below a number is for {@link FormatDetector} to refuse.
 */
final class HeaderRow {
    static final int NONE = -1;
    private static final int MAX_TITLE_LINES = 10;
    private static final int MAX_LINES_ABOVE_CONFIGURED = 50;

    /** No name of a column has so many; a local number has, also one that is written badly. */
    private static final int DIGITS_OF_A_NUMBER = 7;

    private static final Pattern KEY = Pattern.compile("[:：]");
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
        List<Sample.Row> all = sample.rows();
        List<Sample.Row> aboveNumbers =
                all.stream().takeWhile(row -> !holdsNumber(row)).toList();
        int begin = Math.min(all.size(), MAX_TITLE_LINES + 1);
        int deepest = Math.max(begin, Math.min(aboveNumbers.size(), MAX_LINES_ABOVE_CONFIGURED));
        List<Sample.Row> top = aboveNumbers.subList(0, Math.min(deepest, aboveNumbers.size()));
        int found = best(top, this::holdsConfigured);
        if (found == NONE) {
            found = firstIn(all.subList(0, deepest), this::holdsConfigured);
        }
        if (found == NONE) {
            found = best(top, this::namesPhones);
            boolean isUpper = found != NONE
                    && found + 1 < aboveNumbers.size()
                    && isBelow(all.get(found), all.get(found + 1))
                    && names(all.get(found + 1)) > 0;
            found = isUpper ? found + 1 : found;
        }
        if (found == NONE) {
            found = firstIn(all.subList(0, begin), row -> namesPhones(row) && row.filled() > 1 && holdsOnlyWords(row));
        }
        return found == NONE ? withoutPhoneWord(all, aboveNumbers.size()) : found;
    }

    private static int best(List<Sample.Row> rows, Predicate<Sample.Row> wanted) {
        Comparator<Integer> better = Comparator.<Integer, Boolean>comparing(
                        i -> !isTitle(rows.get(i).cells()))
                .thenComparing(i -> names(rows.get(i)))
                .thenComparing(i -> rows.get(i).filled())
                .thenComparing(Comparator.reverseOrder());
        return IntStream.range(0, rows.size())
                .filter(i -> wanted.test(rows.get(i)))
                .boxed()
                .max(better)
                .orElse(NONE);
    }

    private static long names(Sample.Row row) {
        return row.cells().stream().filter(HeaderRow::isName).count();
    }

    private boolean namesPhones(Sample.Row row) {
        return (row.filled() > 1 || sample.columns() == 1) && names(row) > 0;
    }

    private int withoutPhoneWord(List<Sample.Row> all, int numbersFrom) {
        boolean numbersBelow = numbersFrom < all.size();
        List<Sample.Row> above = all.subList(0, Math.min(numbersFrom, MAX_TITLE_LINES + 1));
        int first = firstIn(above, row -> row.filled() > 1);
        if (first != NONE && numbersBelow && holdsOnlyWords(above.get(first))) {
            return first;
        }
        boolean oneWordAbove = numbersFrom == 1 && numbersBelow && sample.columns() == 1;
        if (oneWordAbove && holdsOnlyWords(above.get(0))) {
            return 0;
        }
        int lone = NONE;
        for (int i = 0; i < (first == NONE ? above.size() : first); i++) {
            lone = above.get(i).cells().stream().anyMatch(HeaderRow::isName) ? i : lone;
        }
        return lone;
    }

    private static int firstIn(List<Sample.Row> rows, Predicate<Sample.Row> wanted) {
        for (int i = 0; i < rows.size(); i++) {
            if (wanted.test(rows.get(i))) {
                return i;
            }
        }
        return NONE;
    }

    private boolean holdsConfigured(Sample.Row row) {
        return column != null
                && row.cells().stream().anyMatch(cell -> ColumnName.alike(cell, column) && !isValue(cell));
    }

    /**
     * Whether a row is the lower one of a header of two: its names stand only under cells that reach over several columns,
     * one at least under a cell that has no name of its own.
     */
    static boolean isBelow(Sample.Row upper, Sample.Row lower) {
        boolean under = false;
        for (int i = 0; i < lower.cells().size(); i++) {
            if (lower.cell(i).isBlank()) {
                continue;
            }
            boolean reachesOver =
                    upper.cell(i).isBlank() ? i > 0 : upper.cell(i + 1).isBlank();
            if (!reachesOver || isValue(lower.cell(i))) {
                return false;
            }
            under |= upper.cell(i).isBlank();
        }
        return under && !isTitle(upper.cells());
    }

    /** The names of the columns, those of the upper row of two where the lower one has none. */
    static List<String> names(Sample sample, int row) {
        Sample.Row lower = sample.rows().get(row);
        Sample.Row upper = row == 0 ? lower : sample.rows().get(row - 1);
        if (row == 0 || !isBelow(upper, lower)) {
            return lower.cells();
        }
        return IntStream.range(0, Math.max(lower.cells().size(), upper.cells().size()))
                .mapToObj(i -> lower.cell(i).isBlank() ? upper.cell(i) : lower.cell(i))
                .toList();
    }

    /** The positions from 0 of the names that are, without what people put around them, as a pattern says. */
    static int[] named(List<String> header, Pattern name) {
        return IntStream.range(0, header.size())
                .filter(i -> name.matcher(ColumnName.plain(header.get(i))).matches())
                .toArray();
    }

    private static boolean isName(String cell) {
        return ColumnName.of(cell).isPhone();
    }

    private boolean holdsNumber(Sample.Row row) {
        return row.cells().stream().anyMatch(numbers::finds);
    }

    /** Whether a row holds values, or keys, with colons, as a title does; a name of a phone column may have an example. */
    static boolean isTitle(List<String> cells) {
        return cells.stream()
                .anyMatch(cell ->
                        !isName(cell) && (isValue(cell) || KEY.matcher(cell).find()));
    }

    private static boolean holdsOnlyWords(Sample.Row row) {
        return row.cells().stream().noneMatch(HeaderRow::isValue);
    }

    private static boolean isValue(String cell) {
        return mayBeNumber(cell) || (VALUE.matcher(cell).matches() && !cell.isBlank());
    }

    /** Whether a cell has as many digits as a number of any kind. */
    static boolean mayBeNumber(String cell) {
        return cell.chars().filter(Character::isDigit).count() >= DIGITS_OF_A_NUMBER;
    }
}
