package io.qianhu.number;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the tables of cells are written. */
final class Cells {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

    private Cells() {}

    /** M for mobiles, L for landlines. */
    static Set<NumberKind> kinds(String accept) {
        Set<NumberKind> kinds = EnumSet.noneOf(NumberKind.class);
        if (accept.contains("M")) {
            kinds.add(NumberKind.MOBILE);
        }
        if (accept.contains("L")) {
            kinds.add(NumberKind.LANDLINE);
        }
        return kinds;
    }

    /** The characters that stand as {@code \}{@code uXXXX}. */
    static String unescaped(String cell) {
        return ESCAPE.matcher(cell)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
    }
}
