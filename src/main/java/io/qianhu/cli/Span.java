package io.qianhu.cli;

import java.time.Duration;
import java.util.Locale;

/** A length of time as an operator reads it. */
final class Span {
    private Span() {}

    /** Hours, minutes and seconds, {@code 1:02:03}; less than nothing is shown as nothing. */
    static String text(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
