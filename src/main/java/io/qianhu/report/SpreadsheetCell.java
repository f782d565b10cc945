package io.qianhu.report;

import io.qianhu.number.Invisible;

/**
 * Cells that a spreadsheet shows and does not run.
 *
 * <p>A spreadsheet computes a cell that begins with {@code = + - @}, in some editions with their wide and small forms too,
 * and some pass over what nobody sees before they look. Such a cell, and one that begins with a tab or a line break, gets
 * an apostrophe in front. There is no exception for {@code +86 138…}: spreadsheets turn it into 8.6E+12 or subtract its
 * parts at the dashes, and the number would be lost when the file is saved.
 *
 * <p>A spreadsheet that divides cells at another sign than the comma sees more of them, and no quotes around them. So what
 * stands behind such a sign or a line break is a cell too. Qianhu's number reader passes over an apostrophe in front of a
 * number, also in a cell that holds several, so the cell still gives the same numbers.
 */
final class SpreadsheetCell {
    private static final String RUNS = "=+-@＝＋－＠﹦﹢﹣﹫−";
    private static final String DROPPED = "\t\r\n";
    private static final String DIVIDES = ";|" + DROPPED;

    private SpreadsheetCell() {}

    /** Returns the text, with an apostrophe in front of whatever a spreadsheet might run. */
    static String shown(String text) {
        boolean dropped = !text.isEmpty() && DROPPED.indexOf(text.charAt(0)) >= 0;
        StringBuilder shown = new StringBuilder(text.length() + 1);
        int seen = 0;
        for (int at = 0; at < text.length(); at++) {
            boolean divided = at > 0 && DIVIDES.indexOf(text.charAt(at - 1)) >= 0;
            // Dividers may stand in what is passed over, which is looked through once.
            seen = divided && at >= seen ? seenFrom(text, at, "\"") : seen;
            if (at == 0 ? dropped || runs(text, seenFrom(text, at, "")) : divided && runs(text, seen)) {
                shown.append('\'');
            }
            shown.append(text.charAt(at));
        }
        return shown.toString();
    }

    /** @param quotes that are written twice there, and so end what they seem to begin */
    private static int seenFrom(String text, int from, String quotes) {
        int at = from;
        while (at < text.length() && (isPassedOver(text.codePointAt(at)) || quotes.indexOf(text.charAt(at)) >= 0)) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean runs(String text, int at) {
        return at < text.length() && RUNS.indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isPassedOver(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> Invisible.is(c);
        };
    }
}
