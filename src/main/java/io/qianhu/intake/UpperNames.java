package io.qianhu.intake;

import io.qianhu.intake.ColumnName.Whose;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a name says together with what stands above it in a header of two rows, whose upper cells reach over several
 * columns; not a title of one cell, which is about them all, nor one of keys and values, nor a row without blank cells. A
 * cell above that speaks of another person may all the same be about the own one, or a value, where it reaches over the
 * first name or over none.
 */
final class UpperNames {
    private final Sample.@Nullable Row header;
    private final Sample.@Nullable Row above;
    private final boolean below;
    private final BitSet people = new BitSet();

    /**
     * Looks at the row above the header once, for all columns.
     *
     * @param headerRow its index in the sample, or {@link HeaderRow#NONE}
     * @param names those of the columns
     */
    UpperNames(Sample sample, int headerRow, List<String> names) {
        Sample.Row lower = headerRow < 1 ? null : sample.rows().get(headerRow);
        Sample.Row upper = headerRow < 1 ? null : sample.rows().get(headerRow - 1);
        this.header = lower;
        this.below = lower != null && upper != null && HeaderRow.isBelow(upper, lower);
        boolean over = lower != null
                && upper != null
                && upper.filled() >= 2
                && upper.filled() < lower.filled()
                && !HeaderRow.isTitle(upper.cells());
        this.above = below || over ? upper : null;
        if (above != null) {
            IntStream.range(0, names.size())
                    .filter(at -> ColumnName.isPerson(names.get(at)))
                    .forEach(people::set);
        }
    }

    ColumnName named(int column, ColumnName name) {
        if (header == null || above == null || name.another() || name.whose() == Whose.THING) {
            return name;
        }
        int from = column;
        while (from > 0 && above.cell(from).isBlank()) {
            from--;
        }
        boolean reaches = !below || !header.cell(column).isBlank();
        if (!reaches || !ColumnName.isGroupOfOthers(above.cell(from))) {
            return name;
        }
        int to = column + 1;
        while (to < header.cells().size() && above.cell(to).isBlank()) {
            to++;
        }
        int first = people.nextSetBit(0);
        boolean others = first >= 0
                && first < from
                && (people.previousSetBit(to - 1) >= from || header.cell(first).isBlank());
        return name.below(others ? Whose.ANOTHER : Whose.MIXED);
    }
}
