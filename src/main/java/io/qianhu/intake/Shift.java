package io.qianhu.intake;

import io.qianhu.number.NumberReader;
import java.util.List;

/**
 * How a row of the right width shows that its cells have shifted, as when somebody deletes a cell and all behind it move
 * up, or inserts one: the number of another column stands under the phone column, and the own one on its other side, in a
 * column that otherwise holds none.
 *
 * @param own where the own number stands then; from 0, as the other one
 * @param other the column whose number stands in the phone column then
 */
public record Shift(int own, int other) {
    /** So many times as many rows must be in order as show it. */
    private static final int SHARE = 4;

    /**
     * Those that are possible in a file.
     *
     * @param columns up to the last one that rows fill
     * @param rows below the header
     */
    static List<Shift> of(
            SampleColumn chosen, List<SampleColumn> columns, List<Sample.Row> rows, NumberReader numbers) {
        int phone = chosen.position() - 1;
        return columns.stream()
                .filter(column -> column != chosen)
                .filter(column -> column.readable() > 0 || column.name().isPhone())
                .map(column -> new Shift(2 * phone - (column.position() - 1), column.position() - 1))
                .filter(shift -> shift.own >= 0 && shift.own < columns.size())
                .filter(shift -> !columns.get(shift.own).name().isPhone())
                .filter(shift -> shift.tells(phone, rows, numbers))
                .toList();
    }

    /**
     * Whether the column where the own number would stand holds none in the rows in order. A single row decides nothing;
     * several only where the other column is blank in all of them, and mostly is not.
     */
    private boolean tells(int phone, List<Sample.Row> rows, NumberReader numbers) {
        List<Sample.Row> holding = rows.stream()
                .filter(row -> holdsOwn(row.cells(), phone, numbers))
                .toList();
        long filled = rows.stream().filter(row -> isFilled(row.cells())).count();
        return holding.size() <= 1
                || (holding.stream().noneMatch(row -> isFilled(row.cells()))
                        && holding.size() * SHARE <= rows.size()
                        && 2 * filled >= rows.size() - holding.size());
    }

    private boolean isFilled(List<String> cells) {
        return other < cells.size() && RowAlignment.isLikeNumber(cells.get(other));
    }

    /** Whether a row of these cells has shifted so. */
    boolean shows(List<String> cells, int phone, NumberReader numbers) {
        return (other > phone || !isFilled(cells)) && holdsOwn(cells, phone, numbers);
    }

    private boolean holdsOwn(List<String> cells, int phone, NumberReader numbers) {
        return Math.max(own, phone) < cells.size()
                && HeaderRow.mayBeNumber(cells.get(own))
                && numbers.finds(cells.get(phone))
                && SampleColumn.isOther(cells.get(own), cells.get(phone), numbers);
    }
}
