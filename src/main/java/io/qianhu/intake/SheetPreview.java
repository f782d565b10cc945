package io.qianhu.intake;

import io.qianhu.number.NumberReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;

/**
 * The first rows of a sheet, by which it is told whether people would be left out if it were not read.
 *
 * @param name as messages show it
 * @param begin as CSV
 */
public record SheetPreview(String name, String begin) {
    private static final int TENTH = 10;

    private List<List<String>> rows() {
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

    /** Whether numbers stand below their name, or in a tenth of the rows; a single one may be that of whom to ask. */
    boolean isList(NumberReader numbers) {
        List<List<String>> rows = rows();
        Map<Integer, Integer> held = new HashMap<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                held.merge(i, numbers.holds(row.get(i)) ? 1 : 0, Integer::sum);
            }
        }
        return namesPhones() || held.values().stream().anyMatch(count -> count > 1 && count * TENTH >= rows.size());
    }
}
