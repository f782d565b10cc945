package io.qianhu.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each cell of each input file goes in the reject file.
 *
 * <ol>
 *   <li>Columns are those of all files in the order in which they first appear; columns of one name are one column.
 *   <li>The phone columns of all files are one column, whatever they are called, because Qianhu reads one column only
 *       when the reject file is its input. It has the name that the first file gives it, else {@code phone}.
 *   <li>A name that one file has twice makes two columns, so that no cell covers another.
 *   <li>A name that is taken already, also by one of the report's own columns, is followed by {@code _2}, {@code _3}, …
 * </ol>
 */
final class RejectColumns {
    private static final List<String> OWN = List.of("file", "line", "byte", "column", "reason", "explanation");
    private static final String PHONE = "phone";

    /** A column across files; {@code occurrence} tells columns of the same name in one file apart. */
    private record Key(String name, int occurrence) {}

    /** Occurrences begin at 1, so no other column has this key. */
    private static final Key PHONE_KEY = new Key(PHONE, 0);

    private final List<String> names = new ArrayList<>(OWN);
    private final List<List<Integer>> places = new ArrayList<>();

    /**
     * @param files in the order of the run
     * @param widths for each file the number of cells of its widest rejected row
     */
    RejectColumns(List<InputHeader> files, List<Integer> widths) {
        String phone = unused(phoneName(files), new HashSet<>(OWN));
        Set<String> taken = new HashSet<>(OWN);
        taken.add(phone);
        Map<Key, Integer> placeOf = new LinkedHashMap<>();
        for (int file = 0; file < files.size(); file++) {
            List<Integer> filePlaces = new ArrayList<>();
            for (Key key : keys(files.get(file), widths.get(file))) {
                filePlaces.add(placeOf.computeIfAbsent(key, added -> {
                    names.add(added.equals(PHONE_KEY) ? phone : unused(added.name(), taken));
                    return names.size() - 1;
                }));
            }
            places.add(filePlaces);
        }
    }

    /** The header of the reject file. */
    List<String> names() {
        return names;
    }

    /** A row of the reject file: the report's own cells, then the original ones, each in its column. */
    String[] row(List<String> own, int file, List<String> cells) {
        String[] row = new String[names.size()];
        Arrays.fill(row, "");
        for (int i = 0; i < own.size(); i++) {
            row[i] = own.get(i);
        }
        List<Integer> filePlaces = places.get(file);
        for (int i = 0; i < cells.size(); i++) {
            row[filePlaces.get(i)] = cells.get(i);
        }
        return row;
    }

    private static List<Key> keys(InputHeader file, int width) {
        int columns = Math.max(Math.max(file.names().size(), width), file.phoneColumn() + 1);
        List<Key> keys = new ArrayList<>(columns);
        Map<String, Integer> occurrences = new HashMap<>();
        for (int position = 0; position < columns; position++) {
            String name = file.name(position);
            keys.add(
                    position == file.phoneColumn()
                            ? PHONE_KEY
                            : new Key(name, occurrences.merge(name, 1, Integer::sum)));
        }
        return keys;
    }

    private static String phoneName(List<InputHeader> files) {
        return files.stream()
                .filter(InputHeader::namesPhoneColumn)
                .findFirst()
                .map(file -> file.name(file.phoneColumn()))
                .orElse(PHONE);
    }

    /** Returns the name, changed if need be to one that is not taken, and takes it. */
    private static String unused(String name, Set<String> taken) {
        String unused = name;
        for (int n = 2; !taken.add(unused); n++) {
            unused = name + "_" + n;
        }
        return unused;
    }
}
