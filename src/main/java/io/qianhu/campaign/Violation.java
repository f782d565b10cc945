package io.qianhu.campaign;

import io.qianhu.number.Masking;

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
        return file + (line > 0 ? " line " + line : "") + (key.isEmpty() ? "" : ", " + key) + ": " + problem;
    }

    /** A value as messages show it: quoted, shortened, in one line, without phone numbers. */
    static String quoted(String value) {
        String shown = Masking.mask(value)
                .codePoints()
                .limit(LONGEST_SHOWN)
                .mapToObj(c -> Character.isISOControl(c) ? String.format("\\u%04X", c) : Character.toString(c))
                .reduce("", String::concat);
        return "\"" + shown + (value.codePointCount(0, value.length()) > LONGEST_SHOWN ? "…\"" : "\"");
    }
}
