package io.qianhu.campaign;

import static io.qianhu.campaign.Violation.quoted;

/** Reads single values as they are written in the file; what cannot be read is refused with what is allowed. */
final class Text {
    private Text() {}

    /** {@code true} or {@code false} and nothing else. */
    static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(quoted(text) + " is not allowed; write true or false");
        }
        return text.equals("true");
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
