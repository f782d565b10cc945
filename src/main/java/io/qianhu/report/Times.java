package io.qianhu.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Instants and durations as people read them. */
record Times(ZoneId zone) {
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    String at(Instant instant) {
        return TO_THE_SECOND.format(instant.atZone(zone));
    }

    /** From begin to end as {@code 1h 02m 03s}; a dash while there is no end. */
    static String between(Instant begin, @Nullable Instant end) {
        if (end == null) {
            return "-";
        }
        Duration duration = Duration.between(begin, end);
        if (duration.toHours() > 0) {
            return String.format(
                    Locale.ROOT,
                    "%dh %02dm %02ds",
                    duration.toHours(),
                    duration.toMinutesPart(),
                    duration.toSecondsPart());
        }
        return duration.toMinutes() > 0
                ? String.format(Locale.ROOT, "%dm %02ds", duration.toMinutes(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
    }
}
