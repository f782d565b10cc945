package io.qianhu.intake;

import io.qianhu.intake.ColumnName.Rank;
import io.qianhu.number.Invisible;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Knows the rows below a header that are about no person. */
final class StrayRows {
    /** How a sum, a signature or the example of a template begins. */
    private static final Pattern NOTE = Pattern.compile(
            "\\s*(?:(?:制表|填表|审核|复核|统计|经办|负责)人?\\s*[:：].*|(?:合计|总计|小计|示例|样例|例如?)(?:[^\\p{L}\\p{N}].*)?)",
            Pattern.DOTALL);

    private final FileFormat format;
    private final List<ColumnName> names;

    StrayRows(FileFormat format) {
        this.format = format;
        this.names = format.header().stream().map(ColumnName::of).toList();
    }

    /** Whether a row is a sum, a signature or an example, or says itself that a phone number is to follow. */
    boolean isNote(List<String> cells) {
        boolean begins = true;
        for (int i = 0; i < cells.size() && !names.isEmpty(); i++) {
            String cell = cells.get(i);
            boolean announces = isKey(cell) && ColumnName.of(cell).isPhone();
            if (announces || (begins && NOTE.matcher(cell).matches())) {
                return true;
            }
            begins &= cell.isBlank();
        }
        return false;
    }

    /**
     * Whether a row that is rejected names the columns, and otherwise than the header does: as in a file that was put
     * together from two. Below it the phone column may be somebody else's.
     *
     * <ol>
     *   <li>It has several cells, all of them words, and one in the phone column.
     *   <li>That is a word for phone numbers, or the header's own; where it may also be a remark, such as that somebody's
     *       parents are to be called, another cell is a name as well.
     *   <li>It is none when it repeats the header. Right below the header it may repeat it in another language.
     * </ol>
     */
    boolean isOtherHeader(List<String> cells, long line) {
        int phone = format.phoneColumn();
        if (cells.size() <= phone
                || SampleColumn.isBlank(cells.get(phone))
                || isKey(cells.get(phone))
                || cells.stream().filter(cell -> !Invisible.all(cell)).count() < 2
                || HeaderRow.isTitle(cells)
                || repeats(cells)) {
            return false;
        }
        ColumnName name = ColumnName.of(cells.get(phone));
        boolean plainly = name.rank() == Rank.EXACT && !name.another();
        boolean header = !names.isEmpty() && (plainly || ColumnName.same(cells.get(phone), headerOf(phone)));
        if (header && line == format.firstRowLine()) {
            return !phones(cells.stream().map(ColumnName::of).toList()).equals(phones(names));
        }
        return header || (name.another() && namesAnother(cells, phone));
    }

    /** Which cells name phones. */
    private static BitSet phones(List<ColumnName> names) {
        BitSet phones = new BitSet();
        IntStream.range(0, names.size()).filter(i -> names.get(i).isPhone()).forEach(phones::set);
        return phones;
    }

    private static boolean isKey(String cell) {
        return cell.endsWith(":") || cell.endsWith("：");
    }

    private boolean repeats(List<String> cells) {
        for (int i = 0; i < Math.max(cells.size(), names.size()); i++) {
            String cell = i < cells.size() ? cells.get(i) : "";
            if (!ColumnName.plain(cell).equals(ColumnName.plain(headerOf(i)))) {
                return false;
            }
        }
        return true;
    }

    private boolean namesAnother(List<String> cells, int phone) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean known = format.header().stream().anyMatch(header -> ColumnName.same(header, cell));
            if (i != phone && (known || ColumnName.of(cell).rank() == Rank.EXACT)) {
                return true;
            }
        }
        return false;
    }

    private String headerOf(int column) {
        return column < names.size() ? format.header().get(column) : "";
    }
}
