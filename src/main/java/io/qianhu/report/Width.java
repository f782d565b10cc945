package io.qianhu.report;

import java.util.Set;

/** How much room text takes where every character has one cell, and a Chinese one two. */
public final class Width {
    /** Beside the ideographs themselves. */
    private static final Set<Character.UnicodeBlock> WIDE = Set.of(
            Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION, Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS);

    private Width() {}

    /** The cells that the text takes. */
    public static int of(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    /** The text with as many spaces behind it as it lacks for these cells. */
    public static String padded(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - of(text)));
    }

    private static boolean isWide(int character) {
        Character.UnicodeBlock block = Character.UnicodeBlock.of(character);
        return Character.isIdeographic(character) || (block != null && WIDE.contains(block));
    }
}
