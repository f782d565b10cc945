package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.Duration;

/**
 * When {@code serve} looks for new input and runs the campaign.
 *
 * @param cron when, in the campaign's zone; required
 * @param missed what becomes of a schedule that nothing was there to see. Default {@link #DEFAULT_MISSED}
 * @param missedWithin a missed schedule that is older is left out whatever {@code missed} says, 1 minute to 168 hours.
 *     Default {@link #DEFAULT_MISSED_WITHIN}; shorten it when input of the night is stale by noon
 */
public record ScheduleSettings(Cron cron, Missed missed, Duration missedWithin) {
    public static final Missed DEFAULT_MISSED = Missed.RUN_ONCE;
    public static final Duration DEFAULT_MISSED_WITHIN = Duration.ofHours(12);

    static final Duration SHORTEST_WITHIN = Duration.ofMinutes(1);
    static final Duration LONGEST_WITHIN = Duration.ofDays(7);

    public ScheduleSettings {
        requireWithin(missedWithin);
    }

    static Duration requireWithin(Duration within) {
        if (within.compareTo(SHORTEST_WITHIN) < 0 || within.compareTo(LONGEST_WITHIN) > 0) {
            throw new InvalidValue(Message.of("campaign.out-range-allowed-m-h", NumberSettings.inWords(within)));
        }
        return within;
    }
}
