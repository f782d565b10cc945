package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many rows of do-not-call lists, of all lists together, may hold what looks like a mobile and cannot be read before
 * a live run is refused.
 *
 * @param most 0 stops at the first one; {@link #WARN} at none
 */
public record UnreadableLimit(long most) {
    public static final UnreadableLimit STOP = new UnreadableLimit(0);
    public static final UnreadableLimit WARN = new UnreadableLimit(Long.MAX_VALUE);

    private static final Pattern COUNT = Pattern.compile("([1-9][0-9]{0,11})(?: rows?)?");

    public UnreadableLimit {
        if (most < 0) {
            throw refused(Long.toString(most));
        }
    }

    /**
     * Reads {@code stop}, {@code warn}, {@code 20} or {@code 20 rows}.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    public static UnreadableLimit parse(String text) {
        if (text.equals("stop") || text.equals("warn")) {
            return text.equals("stop") ? STOP : WARN;
        }
        Matcher count = COUNT.matcher(text);
        if (count.matches()) {
            return new UnreadableLimit(Long.parseLong(count.group(1)));
        }
        throw refused(text);
    }

    private static IllegalArgumentException refused(String text) {
        return new InvalidValue(Message.of("campaign.no-limit-unreadable-rows", Violation.quoted(text)));
    }

    /** Whether so many unreadable rows are more than allowed. */
    public boolean isExceededBy(long unreadable) {
        return unreadable > most;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        if (equals(STOP)) {
            return "stop";
        }
        return equals(WARN) ? "warn" : Long.toString(most);
    }
}
