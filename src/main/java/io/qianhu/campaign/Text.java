package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

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
            throw new IllegalArgumentException(quoted(text) + " is not allowed; write " + yes + " or " + no);
        }
        return text.equals(yes);
    }

    /** Digits without sign, separators or leading zeros. */
    static long wholeNumber(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException(quoted(text) + " is no whole number; write digits only, such as 16");
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
            throw new IllegalArgumentException(
                    "\"" + number + "\" is out of range; allowed are " + least + " to " + most);
        }
    }

    /** {@code 30s}, {@code 30m} or {@code 2h}: whole units, and only with their unit. */
    static Duration duration(String text) {
        Matcher form = DURATION.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    quoted(text) + " is no duration; write whole units with their unit, such as 90s, 30m or 2h");
        }
        return Duration.parse("PT" + form.group(1) + form.group(2));
    }

    /** {@code 36h} or {@code 7d}: whole units, and only with their unit. */
    static Duration period(String text) {
        Matcher form = PERIOD.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    quoted(text) + " is no period; write whole hours or days with their unit, such as 36h or 7d");
        }
        long count = Long.parseLong(form.group(1));
        return form.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
    }

    /** Visible text in one line, at most so many UTF-16 units. */
    static String line(int mostCharacters, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    quoted(text) + " is blank; write 1 to " + mostCharacters + " characters");
        }
        if (text.length() > mostCharacters) {
            throw new IllegalArgumentException(
                    quoted(text) + " has " + text.length() + " characters; allowed are 1 to " + mostCharacters);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    quoted(text) + " holds control characters; write visible characters in one line");
        }
        return text;
    }
}
