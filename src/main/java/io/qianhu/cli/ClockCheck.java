package io.qianhu.cli;

import java.time.Duration;

/** Judges how far this machine's clock is from the API's, which refuses a signature that is 15 minutes off. */
final class ClockCheck {
    static final Duration WARN_FROM = Duration.ofSeconds(5);
    static final Duration FAIL_FROM = Duration.ofMinutes(5);

    private static final String WHAT = "clock";

    private ClockCheck() {}

    /** @param ahead how far this machine's clock is ahead, negative when it is behind */
    static Finding of(Duration ahead) {
        Duration off = ahead.abs();
        String text = off.toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of") + " the API's";
        if (off.compareTo(FAIL_FROM) >= 0) {
            return Finding.fail(
                    WHAT, text + "; set this machine's clock, best by NTP: at 15 minutes the API refuses all");
        }
        return off.compareTo(WARN_FROM) >= 0
                ? Finding.warn(WHAT, text + "; set this machine's clock, best by NTP")
                : Finding.ok(WHAT, text);
    }
}
