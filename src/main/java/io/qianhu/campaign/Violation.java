package io.qianhu.campaign;

import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import io.qianhu.number.Shown;

/**
 * One thing in a campaign file that cannot stand.
 *
 * @param file the file as it was given
 * @param line from 1; 0 when it concerns the file as a whole
 * @param key path of the key, such as {@code dispatch.rate}; empty when it concerns the file as a whole
 * @param problem what was found and what is allowed
 */
public record Violation(String file, int line, String key, Message problem) implements Worded {
    private static final int LONGEST_SHOWN = 60;

    /** {@code spring.yml line 14, dispatch.rate: "20" is no rate; write …}. */
    @Override
    public Message said() {
        if (line > 0) {
            return key.isEmpty()
                    ? Message.of("campaign.at-line", file, line, problem)
                    : Message.of("campaign.at-line-and-key", file, line, key, problem);
        }
        return key.isEmpty()
                ? Message.of("message.colon", file, problem)
                : Message.of("campaign.at-key", file, key, problem);
    }

    @Override
    public String toString() {
        return Shown.line(said().english());
    }

    /** A value as messages show it: quoted, shortened, in one line, without phone numbers. */
    static String quoted(String value) {
        String shown = Shown.line(value);
        boolean cut = shown.codePointCount(0, shown.length()) > LONGEST_SHOWN;
        return "\"" + (cut ? shown.substring(0, shown.offsetByCodePoints(0, LONGEST_SHOWN)) + "…" : shown) + "\"";
    }
}
