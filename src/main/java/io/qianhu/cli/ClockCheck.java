package io.qianhu.cli;

import java.time.Duration;

/** Judges how far this machine's clock is from the API's, which refuses a signature that is 15 minutes off. */
final class ClockCheck {
    static final Duration WARN_FROM = Duration.ofSeconds(5);
    static final Duration FAIL_FROM = Duration.ofMinutes(5);

    private static final String WHAT = "clock";

    private ClockCheck() {}

    /** @param ahead how far this machine's clock is ahead, negative when it is behind */
    static Finding of(Duration ahead, Findings findings) {
        Duration off = ahead.abs();
        String text = findings.words().get(ahead.isNegative() ? "clock.behind" : "clock.ahead", off.toSeconds());
        if (off.compareTo(FAIL_FROM) >= 0) {
            return findings.fail(WHAT, "far", text);
        }
        return off.compareTo(WARN_FROM) >= 0 ? findings.warn(WHAT, "near", text) : findings.ok(WHAT, "right", text);
    }
}
