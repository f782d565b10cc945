package io.qianhu.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines of cells, each column as wide as its widest cell; a column with counts in it stands at the right, one of words at
 * the left. A Chinese character is as wide as two others.
 */
final class Aligned {
    private static final String GAP = "  ";

    private final String indent;
    private final List<List<Object>> lines = new ArrayList<>();

    Aligned(String indent) {
        this.indent = indent;
    }

    /** Adds a line; a {@link Number} is shown with thousands separators. */
    Aligned line(Object... cells) {
        lines.add(List.of(cells));
        return this;
    }

    String render() {
        return lines.stream().map(this::render).collect(Collectors.joining());
    }

    private String render(List<Object> line) {
        StringBuilder text = new StringBuilder(indent);
        for (int column = 0; column < line.size(); column++) {
            Object cell = line.get(column);
            String padding = " ".repeat(width(column) - Width.of(shown(cell)));
            text.append(column == 0 ? "" : GAP);
            text.append(counts(column) ? padding + shown(cell) : shown(cell) + padding);
        }
        return text.toString().stripTrailing() + "\n";
    }

    private boolean counts(int column) {
        return cells(column).anyMatch(Number.class::isInstance);
    }

    private int width(int column) {
        return cells(column).mapToInt(cell -> Width.of(shown(cell))).max().orElse(0);
    }

    private Stream<Object> cells(int column) {
        return lines.stream().filter(line -> line.size() > column).map(line -> line.get(column));
    }

    private static String shown(Object cell) {
        return cell instanceof Number count ? String.format(Locale.ROOT, "%,d", count) : cell.toString();
    }
}
