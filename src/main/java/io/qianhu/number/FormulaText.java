package io.qianhu.number;

/**
 * {@code ="13800138000"}: a formula that is nothing but a text. Exports write it so that a spreadsheet leaves the
 * digits alone. An apostrophe may stand before it, which is what defuses a formula.
 */
final class FormulaText {
    private static final String BEGINNING = "=\"";

    private FormulaText() {}

    /** The text between the quotes; the cell as it is when it is no such formula. */
    static CharSequence in(CharSequence cell) {
        int from = pastBlanks(cell, 0);
        if (from < cell.length() && cell.charAt(from) == '\'') {
            from = pastBlanks(cell, from + 1);
        }
        int to = cell.length();
        while (to > from && isBlank(cell.charAt(to - 1))) {
            to--;
        }
        int text = from + BEGINNING.length();
        boolean formula = text < to
                && cell.charAt(from) == BEGINNING.charAt(0)
                && cell.charAt(from + 1) == BEGINNING.charAt(1)
                && cell.charAt(to - 1) == '"';
        return formula ? cell.subSequence(text, to - 1) : cell;
    }

    private static int pastBlanks(CharSequence cell, int from) {
        int at = from;
        while (at < cell.length() && isBlank(cell.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }
}
