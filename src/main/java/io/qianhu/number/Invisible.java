package io.qianhu.number;

/**
 * The characters that nobody sees in a cell: the one list for all rooms.
 *
 * <ol>
 *   <li>White space as Unicode defines it, of any width and with all line breaks.
 *   <li>Format characters (Cf): zero-width, direction and byte order marks, soft hyphens, tags.
 *   <li>The other code points that Unicode says to ignore where they cannot be shown: fillers, variation selectors. Java
 *       knows no such property, so they are listed.
 *   <li>Two that look blank: the empty Braille pattern, and U+E5E5, which Java makes of the bytes A3 A0, the blank of old
 *       Chinese input methods that browsers read as U+3000; with its neighbour U+E5E4.
 * </ol>
 *
 * <p>Control characters that are no white space are not among them: they mean that something is wrong with a file.
 */
public final class Invisible {
    /** Pairs of first and last. */
    private static final String OTHERS = "\u034F\u034F\u115F\u1160\u17B4\u17B5\u180B\u180F\u2065\u2065\u2800\u2800"
            + "\u3164\u3164\uE5E4\uE5E5\uFE00\uFE0F\uFFA0\uFFA0\uFFF0\uFFF8";

    private static final int SUPPLEMENTARY_FROM = 0xE0000;
    private static final int SUPPLEMENTARY_TO = 0xE0FFF;

    /** The same as a part of a character class of a regular expression. */
    static final String IN_REGEX =
            "\\p{IsWhite_Space}\\p{Cf}\\x{E0000}-\\x{E0FFF}" + OTHERS.replaceAll("(.)(.)", "$1-$2");

    private Invisible() {}

    /** Whether nothing of a code point is seen but, at most, a blank. */
    public static boolean is(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
        }
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT ->
                true;
            default -> codePoint == '\u0085' || isOther(codePoint);
        };
    }

    /** Whether nothing is seen in a text but blanks. */
    public static boolean all(CharSequence text) {
        return text.codePoints().allMatch(Invisible::is);
    }

    private static boolean isOther(int codePoint) {
        for (int i = 0; i < OTHERS.length(); i += 2) {
            if (codePoint >= OTHERS.charAt(i) && codePoint <= OTHERS.charAt(i + 1)) {
                return true;
            }
        }
        return codePoint >= SUPPLEMENTARY_FROM && codePoint <= SUPPLEMENTARY_TO;
    }
}
