package io.qianhu.number;

import java.util.regex.Pattern;

/**
 * What stands around all that a cell holds and is no part of it, in any order and as often as it stands there:
 *
 * <ol>
 *   <li>blanks, other characters that nobody sees, and what divides numbers, at either end;
 *   <li>quotes or brackets, when they are a pair;
 *   <li>{@code ="…"}: a formula that is nothing but a text. Exports write it so that a spreadsheet leaves the digits
 *       alone;
 *   <li>an apostrophe in front, which is what defuses a formula; also within, where some spreadsheets begin a cell and
 *       no digit follows.
 * </ol>
 */
final class Wrapping {
    /** Each pair one after the other; closing quotes are used for opening ones, too. */
    private static final String PAIRS = "\"\"''``()[]{}<>“”““””‘’‘‘’’„“«»‹›「」『』﹁﹂﹃﹄【】〖〗《》〈〉〔〕｢｣〝〞";

    private static final Pattern DEFUSED = Pattern.compile("(?<=^|[;|\t\r\n])'(?=[^0-9])");

    private Wrapping() {}

    /** The cell without what is around it. */
    static CharSequence inside(CharSequence cell) {
        int from = 0;
        int to = cell.length();
        while (from < to) {
            int first = Character.codePointAt(cell, from);
            int last = Character.codePointBefore(cell, to);
            if (isEdge(first)) {
                from += Character.charCount(first);
            } else if (isEdge(last)) {
                to -= Character.charCount(last);
            } else if (from + 1 < to && isPair(Spelling.ascii(first), Spelling.ascii(last))) {
                from++;
                to--;
            } else if (from + 2 < to && first == '=' && last == '"' && cell.charAt(from + 1) == '"') {
                from += 2;
                to--;
            } else if (Spelling.isApostrophe(first)) {
                from++;
            } else {
                break;
            }
        }
        return asBefore(cell.subSequence(from, to));
    }

    /** The cell without what was put into it for a spreadsheet. */
    static CharSequence asBefore(CharSequence cell) {
        for (int i = 0; i < cell.length(); i++) {
            if (cell.charAt(i) == '\'') {
                return DEFUSED.matcher(cell).replaceAll("");
            }
        }
        return cell;
    }

    private static boolean isEdge(int codePoint) {
        return Invisible.is(codePoint) || Spelling.isDivider(codePoint);
    }

    private static boolean isPair(int opening, int closing) {
        for (int i = 0; i < PAIRS.length(); i += 2) {
            if (opening == PAIRS.charAt(i) && closing == PAIRS.charAt(i + 1)) {
                return true;
            }
        }
        return false;
    }
}
