package io.qianhu.report;

import io.qianhu.number.Invisible;

/**
 * Cells that a spreadsheet shows and does not run.
 *
 * <p>A spreadsheet computes a cell that begins with {@code = + - @}, in some editions with their full-width forms too,
 * and some pass over blanks before they look. Such a cell, and one that begins with a tab or a line break, gets an
 * apostrophe in front. There is no exception for {@code +86 138…}: spreadsheets turn it into 8.6E+12 or subtract its
 * parts at the dashes, and the number would be lost when the file is saved. Qianhu's number reader passes over a leading
 * apostrophe, so the cell still gives the same number.
 */
final class SpreadsheetCell {
    private static final String RUNS = "=+-@＝＋－＠";
    private static final String DROPPED = "\t\r\n";

    private SpreadsheetCell() {}

    /** Returns the text, with an apostrophe in front when a spreadsheet might run it. */
    static String shown(String text) {
        int at = 0;
        while (at < text.length() && isPassedOver(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        boolean runs = at < text.length() && RUNS.indexOf(text.charAt(at)) >= 0;
        boolean dropped = !text.isEmpty() && DROPPED.indexOf(text.charAt(0)) >= 0;
        return runs || dropped ? "'" + text : text;
    }

    private static boolean isPassedOver(int c) {
        return Character.isISOControl(c) || Invisible.is(c);
    }
}
