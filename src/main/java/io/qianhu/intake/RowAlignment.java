package io.qianhu.intake;

import io.qianhu.number.Invisible;
import io.qianhu.number.NumberReader;
import java.util.List;

/**
 * Whether the cells of a row stand under the names of the header: a cell is taken by its position. A row with a number is
 * misaligned where one of another column may have come to stand in the phone column: a row in which more cells are filled
 * than have names, unless the phone column is the first and no other number is lost; a row that is shorter, when a column
 * behind the phone column is known to hold numbers; one that shows by its cells that it has shifted, as {@link Shift} says.
 * Blank cells too many, or missing at the end, are ordinary.
 */
final class RowAlignment {
    /** Digits of the shortest number that is called. */
    private static final int SHORTEST_NUMBER = 10;

    private static final int MOBILE_DIGITS = 11;
    private static final int LONGEST_NUMBER = 14;

    private final FileFormat format;
    private final int phoneColumn;
    private final int width;
    private final NumberReader numbers;

    /** Whether nothing but its width can show that a row does not line up; so it is in most files. */
    private final boolean plain;

    RowAlignment(FileFormat format, NumberReader numbers) {
        this.format = format;
        this.phoneColumn = format.phoneColumn();
        this.width = format.width();
        this.numbers = numbers;
        this.plain = format.numberColumnBefore() < 0
                && (phoneColumn == 0 || !format.numbersBehind())
                && format.shifts().isEmpty();
    }

    /** Whether a number of another column may stand under the phone column; a row without any number is no danger. */
    boolean isMisaligned(List<String> cells) {
        return width > 0
                && cells.size() > phoneColumn
                && !(plain && cells.size() == width)
                && (isGlued(cells) || (hasSlipped(cells) && cells.stream().anyMatch(numbers::finds)));
    }

    private boolean hasSlipped(List<String> cells) {
        if (format.shifts().stream().anyMatch(shift -> shift.shows(cells, phoneColumn, numbers))) {
            return true;
        }
        boolean sheet = format.cells() == 0;
        if (cells.size() < width && !sheet) {
            return format.numbersBehind();
        }
        boolean wider = !sheet && cells.size() > width && Csv.width(cells) > width;
        if (phoneColumn == 0) {
            return wider && !format.numbersBehind() && findsBehind(cells, 1, cells.size());
        }
        return wider || isShifted(cells);
    }

    /**
     * Whether a row that is not too wide, or stands in a sheet, may have a cell too many in front: then a number of the
     * column there stands under the phone column, and in that column something else. As that may be ordinary, another
     * sign must speak for it: blank cells too many, or the own number behind where none belongs.
     */
    private boolean isShifted(List<String> cells) {
        int column = format.numberColumnBefore();
        int tooMany = cells.size() - Math.max(width, format.cells());
        boolean ownBehind = !format.numbersBehind() && tooMany > 0 && findsBehind(cells, phoneColumn + 1, cells.size());
        if (ownBehind || column < 0) {
            return ownBehind;
        }
        int by = phoneColumn - column;
        String cell = cells.get(column);
        if (tooMany >= by) {
            return Invisible.all(cell) ? format.numbersBehind() && format.cells() > 0 : !isLikeNumber(cell);
        }
        return format.shiftShows()
                && !Invisible.all(cell)
                && !isLikeNumber(cell)
                && findsBehind(cells, phoneColumn + by, phoneColumn + by + 1);
    }

    /**
     * Whether a cell ends in a number that should have a cell or a row of its own: two files were joined without a line
     * break in between, or the number before the phone column belongs into it, and the cells behind moved up.
     */
    private boolean isGlued(List<String> cells) {
        if (phoneColumn == 0) {
            return format.cells() > 0
                    && Csv.width(cells) > width
                    && cells.subList(1, width).stream().anyMatch(this::holdsMore);
        }
        String phone = cells.get(phoneColumn).strip();
        // What is found is short; to look for a long text in another one may take the product of their lengths.
        return format.numbersBehind()
                && numbers.finds(phone)
                && cells.subList(0, phoneColumn).stream().anyMatch(cell -> holdsMore(cell) && !cell.contains(phone))
                && !findsBehind(cells, phoneColumn + 1, cells.size());
    }

    /** Whether a cell holds a number and other text, also one right before it as in {@code N1513901000016}. */
    private boolean holdsMore(String cell) {
        if (!mayBeNumber(cell) || numbers.finds(cell)) {
            return false;
        }
        int run = 0;
        for (int end = 0; end <= cell.length(); end++) {
            if (end < cell.length() && isDigit(cell.charAt(end))) {
                run++;
            } else {
                if (run >= MOBILE_DIGITS && numbers.finds(cell.substring(end - MOBILE_DIGITS, end))) {
                    return true;
                }
                run = 0;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean findsBehind(List<String> cells, int from, int to) {
        return from < cells.size()
                && cells.subList(from, Math.min(to, cells.size())).stream().anyMatch(numbers::finds);
    }

    /** Whether it has the digits of a number, also of one that is written badly; an id has more. */
    static boolean isLikeNumber(String cell) {
        return HeaderRow.mayBeNumber(cell)
                && cell.chars().filter(Character::isDigit).count() <= LONGEST_NUMBER;
    }

    /** Whether it has as many digits as the shortest number; most texts have not. */
    static boolean mayBeNumber(String cell) {
        int digits = 0;
        for (int i = 0; i < cell.length() && digits < SHORTEST_NUMBER; i++) {
            digits += Character.isDigit(cell.charAt(i)) ? 1 : 0;
        }
        return digits == SHORTEST_NUMBER;
    }
}
