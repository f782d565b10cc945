package io.qianhu.pace;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait after the API's business frequency rule has refused: its tiers are a minute, an hour and a day
 * (vendor's error code page, {@code isv.BUSINESS_LIMIT_CONTROL}), and it does not say which one was hit. So each
 * refusal after a wait takes the next tier. Not safe for use by several threads.
 */
public final class FrequencyTiers {
    private static final List<Duration> TIERS = List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));

    private int next;

    /** The wait after one more refusal. */
    public Duration refused() {
        Duration wait = TIERS.get(next);
        next = Math.min(next + 1, TIERS.size() - 1);
        return wait;
    }

    /** A list was accepted: the next refusal starts with the shortest tier again. */
    public void accepted() {
        next = 0;
    }
}
