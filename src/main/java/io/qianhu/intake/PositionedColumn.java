package io.qianhu.intake;

import io.qianhu.message.Message;
import java.util.List;

/** A phone column that is set by its position for several files, whose columns may stand in another order. */
public final class PositionedColumn {
    private PositionedColumn() {}

    /**
     * Looks whether it is the person's own in one file and perhaps another's in the next, by the names in their headers.
     *
     * @param column what {@code input.column} says
     * @param names of the files, for messages
     * @param formats of the same files, in which that column was chosen
     * @throws InputRefused when its names differ, and only one of them has another person's role or a better one beside it
     */
    public static void require(String column, List<String> names, List<FileFormat> formats) {
        int first = -1;
        for (int i = 0; i < formats.size(); i++) {
            String name = nameOf(formats.get(i));
            if (name.isBlank() || ColumnName.alike(name, column)) {
                continue;
            }
            first = first < 0 ? i : first;
            String before = nameOf(formats.get(first));
            if (!ColumnName.same(name, before) && isDoubtful(formats.get(i)) != isDoubtful(formats.get(first))) {
                throw new InputRefused(Message.of(
                        "intake.input-column-here-them-may-another",
                        names.get(i),
                        column,
                        SampleColumn.shown(name),
                        SampleColumn.shown(before),
                        names.get(first)));
            }
        }
    }

    private static String nameOf(FileFormat format) {
        return format.phoneColumn() < format.header().size() ? format.header().get(format.phoneColumn()) : "";
    }

    private static boolean isDoubtful(FileFormat format) {
        ColumnName chosen = ColumnName.of(nameOf(format));
        return chosen.another()
                || format.header().stream()
                        .map(ColumnName::of)
                        .anyMatch(name ->
                                name.isPhone() && !name.another() && name.rank().compareTo(chosen.rank()) > 0);
    }
}
