package io.qianhu.number;

/**
 * Text from elsewhere as people and logs see it: names of files, sheets, columns and campaigns, keys and values, answers
 * of services. Numbers in it are masked, and a character that is not seen, ends a line or turns the direction of others is
 * written as {@code \u001B}. JSON means the same by that, so JSON that is shown is still the same JSON.
 */
public final class Shown {
    private Shown() {}

    /** One line: what ends a line or is a tab is written out too. */
    public static String line(String text) {
        return visible(Masking.mask(text), "");
    }

    /** The same of several lines that are ours; their ends and tabs stay. */
    public static String lines(String text) {
        return visible(Masking.mask(text), "\n\t");
    }

    /** As {@link #lines}, but numbers stay as they are, for text in which counts stand that look like some. */
    public static String unmasked(String text) {
        return visible(text, "\n\t");
    }

    private static String visible(String text, String kept) {
        if (text.codePoints().noneMatch(c -> isUnseen(c, kept))) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isUnseen(c, kept)) {
                Character.toString(c).chars().forEach(half -> shown.append(String.format("\\u%04X", half)));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isUnseen(int c, String kept) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                kept.indexOf(c) < 0;
            default -> false;
        };
    }
}
