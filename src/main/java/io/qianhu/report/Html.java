package io.qianhu.report;

import io.qianhu.number.Masking;

/** Text as HTML holds it. */
final class Html {
    private Html() {}

    /** What the program says itself. */
    static String text(Object value) {
        String text = value.toString();
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(Character.isISOControl(c) && c != '\n' ? ' ' : c);
            }
        });
        return escaped.toString();
    }

    /** What came from a file, an API or a person, in which a number may stand. */
    static String masked(String text) {
        return text(Masking.mask(text));
    }
}
