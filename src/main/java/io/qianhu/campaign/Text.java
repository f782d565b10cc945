package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads single values as they are written in the file; what cannot be read is refused with what is allowed. */
final class Text {
    private static final Pattern DURATION = Pattern.compile("(0|[1-9][0-9]{0,5})([smh])");
    private static final Pattern PERIOD = Pattern.compile("(0|[1-9][0-9]{0,5})([hd])");

    private Text() {}

    /** {@code true} or {@code false} and nothing else. */
    static boolean bool(String text) {
        return oneOf("true", "false", text);
    }

    /** Whether it is the first of two words; the other one is the only other that is allowed. */
    static boolean oneOf(String yes, String no, String text) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new InvalidValue(Message.of("campaign.not-allowed-write", quoted(text), yes, no));
        }
        return text.equals(yes);
    }

    /** Digits without sign, separators or leading zeros. */
    static long wholeNumber(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new InvalidValue(Message.of("campaign.no-whole-number", quoted(text)));
        }
        return Long.parseLong(text);
    }

    /** A whole number between two bounds, both included. */
    static int between(int least, int most, String text) {
        long number = wholeNumber(text);
        requireBetween(least, most, number);
        return (int) number;
    }

    static void requireBetween(int least, int most, long number) {
        if (number < least || number > most) {
            throw new InvalidValue(Message.of("campaign.out-range-allowed", Long.toString(number), least, most));
        }
    }

    /** {@code 30s}, {@code 30m} or {@code 2h}: whole units, and only with their unit. */
    static Duration duration(String text) {
        Matcher form = DURATION.matcher(text);
        if (!form.matches()) {
            throw new InvalidValue(Message.of("campaign.no-duration-write-whole-units", quoted(text)));
        }
        return Duration.parse("PT" + form.group(1) + form.group(2));
    }

    /** {@code 36h} or {@code 7d}: whole units, and only with their unit. */
    static Duration period(String text) {
        Matcher form = PERIOD.matcher(text);
        if (!form.matches()) {
            throw new InvalidValue(Message.of("campaign.no-period-write-whole-hours", quoted(text)));
        }
        long count = Long.parseLong(form.group(1));
        return form.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
    }

    /** Visible text in one line, at most so many UTF-16 units. */
    static String line(int mostCharacters, String text) {
        if (text.isBlank()) {
            throw new InvalidValue(Message.of("campaign.blank-write-characters", quoted(text), mostCharacters));
        }
        if (text.length() > mostCharacters) {
            throw new InvalidValue(
                    Message.of("campaign.characters-allowed", quoted(text), text.length(), mostCharacters));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValue(Message.of("campaign.holds-control-characters", quoted(text)));
        }
        return text;
    }
}
