package io.qianhu.campaign;

import io.qianhu.number.Shown;

/**
 * One thing in a campaign file that cannot stand.
 *
 * @param file the file as it was given
 * @param line from 1; 0 when it concerns the file as a whole
 * @param key path of the key, such as {@code dispatch.rate}; empty when it concerns the file as a whole
 * @param problem what was found and what is allowed
 */
public record Violation(String file, int line, String key, String problem) {
    private static final int LONGEST_SHOWN = 60;

    /** {@code spring.yml line 14, dispatch.rate: "20" is no rate; write …}. */
    @Override
    public String toString() {
        return Shown.line(
                file + (line > 0 ? " line " + line : "") + (key.isEmpty() ? "" : ", " + key) + ": " + problem);
    }

    /** A value as messages show it: quoted, shortened, in one line, without phone numbers. */
    static String quoted(String value) {
        String shown = Shown.line(value);
        boolean cut = shown.codePointCount(0, shown.length()) > LONGEST_SHOWN;
        return "\"" + (cut ? shown.substring(0, shown.offsetByCodePoints(0, LONGEST_SHOWN)) + "…" : shown) + "\"";
    }
}
