package io.qianhu.pace;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many submissions in a period.
 *
 * @param permits how many, at least 1
 * @param period one second or one minute when it comes from a campaign file
 */
public record Rate(int permits, Duration period) {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})/(s|min)");

    public Rate {
        if (permits < 1) {
            throw new InvalidValue(Message.of("pace.permits-must-least", permits));
        }
        if (period.isNegative() || period.isZero()) {
            throw new InvalidValue(Message.of("pace.period-must-positive", period));
        }
    }

    /**
     * Reads {@code 20/s} or {@code 60/min}.
     *
     * @throws IllegalArgumentException when the text has another form or asks for fewer than 1
     */
    public static Rate parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new InvalidValue(Message.of("pace.no-rate-write-n-s", text));
        }
        int permits = Integer.parseInt(form.group(1));
        if (permits < 1) {
            throw new InvalidValue(Message.of("pace.never-submit-slowest-rate-period", text));
        }
        return new Rate(permits, form.group(2).equals("s") ? SECOND : MINUTE);
    }

    /** Submissions per second on average; below 1 for a slow rate. */
    public double perSecond() {
        return permits * (1e9 / period.toNanos());
    }

    /** The form that {@link #parse} reads; any other period is shown in ISO-8601. */
    @Override
    public String toString() {
        if (period.equals(SECOND)) {
            return permits + "/s";
        }
        return permits + "/" + (period.equals(MINUTE) ? "min" : period);
    }
}
