package io.qianhu.intake;

import java.util.List;
import java.util.random.RandomGenerator;

/** Writes text that strains the rules of CSV: quotes in all places, line breaks of all kinds, characters of all widths. */
final class RandomCsv {
    /**
     * 丂, 乗 and 亅 are 81 40, 81 5C and 81 7C in GB18030: their second bytes look like @, \ and |. 㐀 and 😀 have four
     * bytes.
     */
    private static final List<String> PIECES =
            List.of("a", "13800138000", " ", "中", "丂", "乗", "亅", "㐀", "😀", "@", "~", "\u3000", "é", "7", "\\", "");

    private static final List<String> LINE_BREAKS = List.of("\n", "\r\n", "\r");

    private final RandomGenerator random;
    private final char delimiter;
    private final boolean escaped;

    RandomCsv(RandomGenerator random, char delimiter, boolean escaped) {
        this.random = random;
        this.delimiter = delimiter;
        this.escaped = escaped;
    }

    /** Text that only mistakes a quote in the middle of a cell for text; every quoted cell is closed properly. */
    String wellFormed(int rows) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            int cells = 1 + random.nextInt(4);
            for (int cell = 0; cell < cells; cell++) {
                text.append(cell == 0 ? "" : delimiter).append(random.nextInt(3) == 0 ? quoted("") : plain());
            }
            text.append(lineBreak(row, rows));
        }
        return text.toString();
    }

    /** As {@link #wellFormed}, but some cells have text after their closing quote. */
    String withTextAfterQuotes(int rows) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            String trailing = random.nextInt(3) == 0 ? "x\"y" : "";
            text.append(plain()).append(delimiter).append(quoted(trailing)).append(lineBreak(row, rows));
        }
        return text.toString();
    }

    private String lineBreak(int row, int rows) {
        boolean lastWithout = row == rows - 1 && random.nextBoolean();
        return lastWithout ? "" : pick(LINE_BREAKS).repeat(1 + random.nextInt(12) / 11);
    }

    private String plain() {
        StringBuilder cell = new StringBuilder(pick(PIECES.subList(0, PIECES.size() - 1)));
        for (int i = random.nextInt(4); i > 0; i--) {
            cell.append(random.nextInt(6) == 0 ? "\"" : pick(PIECES));
        }
        return random.nextInt(8) == 0 ? "" : cell.toString();
    }

    private String quoted(String trailing) {
        List<String> quotes = escaped ? List.of("\"\"", "\\\"", "\\a", "\\\n") : List.of("\"\"");
        StringBuilder cell = new StringBuilder("\"");
        for (int i = random.nextInt(5); i > 0; i--) {
            List<String> inside = List.of(pick(quotes), delimiter + "", pick(LINE_BREAKS), pick(PIECES), pick(PIECES));
            String piece = pick(inside);
            cell.append(escaped && piece.equals("\\") ? "\\\\" : piece);
        }
        return cell.append('"')
                .append(trailing.isEmpty() && random.nextInt(5) == 0 ? " " : trailing)
                .toString();
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
