package io.qianhu.report;

import java.util.Locale;

/** A table of HTML. What stands in its cells is masked; counts stand at the right. */
final class HtmlTable {
    private final StringBuilder rows = new StringBuilder();

    HtmlTable heads(String... names) {
        rows.append("<tr>");
        for (String name : names) {
            rows.append("<th>").append(Html.text(name)).append("</th>");
        }
        rows.append("</tr>\n");
        return this;
    }

    /** Adds a row; a {@link Number} is shown with thousands separators. */
    HtmlTable row(Object... cells) {
        rows.append("<tr>");
        for (Object cell : cells) {
            if (cell instanceof Number count) {
                rows.append(String.format(Locale.ROOT, "<td class=\"count\">%,d</td>", count));
            } else {
                rows.append("<td>").append(Html.text(cell)).append("</td>");
            }
        }
        rows.append("</tr>\n");
        return this;
    }

    String html() {
        return "<table>\n" + rows + "</table>\n";
    }
}
