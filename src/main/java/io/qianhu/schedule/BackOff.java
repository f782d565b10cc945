package io.qianhu.schedule;

import java.time.Duration;
import java.util.List;

/** How long to wait before something that failed is tried again. */
final class BackOff {
    private static final List<Duration> WAITS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));

    private BackOff() {}

    /** After so many failures in a row, 1 or more. */
    static Duration after(int failures) {
        return WAITS.get(Math.min(failures, WAITS.size()) - 1);
    }
}
