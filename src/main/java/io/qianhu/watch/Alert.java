package io.qianhu.watch;

import io.qianhu.number.Shown;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One thing that a person should hear of.
 *
 * @param campaign its name; empty where none is concerned
 * @param run its id; empty where none is concerned
 * @param text one line of at most 600 characters, phone numbers masked, without what looks like a secret
 * @param at when it happened
 */
public record Alert(AlertKind kind, String campaign, String run, String text, Instant at) {
    private static final int MOST_CHARACTERS = 600;
    private static final Pattern BREAKS = Pattern.compile("\\s+");
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:token|secret|password|passwd|sign|signature|key)\\s*[=:]\\s*)[^\\s&;,\"']+");

    public Alert {
        campaign = Shown.line(campaign);
        String line = Shown.line(BREAKS.matcher(text).replaceAll(" ").strip());
        line = SECRET.matcher(line).replaceAll("$1…");
        text = line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS - 1) + "…" : line;
    }
}
