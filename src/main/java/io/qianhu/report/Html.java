package io.qianhu.report;

import io.qianhu.number.Shown;

/** Text as HTML holds it. */
final class Html {
    private Html() {}

    /** With the numbers in it masked: anywhere may stand what came from a file, an API or a person. */
    static String text(Object value) {
        String text = Shown.lines(value.toString());
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
