package io.qianhu.dispatch;

import io.qianhu.campaign.NumberSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How submitting behaves when things go wrong; {@code qianhu.dispatch.*}.
 *
 * @param settleAfter how long after its signature a request can still be accepted and become visible; only after it
 *     does "not found" prove that a list was not submitted. The vendor's pages say that a signature is valid for 15
 *     minutes, one says 31. A run against another machine refuses a shorter
 *     time
 * @param giveUpAfter how long the API may be unreachable or failing without a break before the run fails
 * @param stopAfterRefusals how many lists in a row the API may refuse with the same code before the run fails, since
 *     then the campaign and not the list is wrong
 * @param breakerFailures how many transport failures in a row open the circuit breaker
 * @param breakerWait how long the open breaker waits before it lets one list probe
 * @param firstListPatience how long the first accepted list of an account is looked up until it is listed with its
 *     callees; then the run pauses
 * @param askAgainAfter after what time a list that is not found, where that is proof, is asked for once more. A run
 *     against another machine takes a minute where it is shorter
 */
public record DispatcherSettings(
        @DefaultValue("31m") Duration settleAfter,
        @DefaultValue("5m") Duration giveUpAfter,
        @DefaultValue("5") int stopAfterRefusals,
        @DefaultValue("5") int breakerFailures,
        @DefaultValue("5s") Duration breakerWait,
        @DefaultValue("2m") Duration firstListPatience,
        @DefaultValue("1m") Duration askAgainAfter) {
    /** The longest validity of a signature that the vendor's pages name. */
    public static final Duration SAFE_SETTLE_AFTER = Duration.ofMinutes(31);

    public DispatcherSettings {
        requireBetween("settle-after", settleAfter, Duration.ofSeconds(1), Duration.ofDays(1));
        requireBetween("give-up-after", giveUpAfter, Duration.ofSeconds(1), Duration.ofDays(1));
        requireBetween("breaker-wait", breakerWait, Duration.ofMillis(100), Duration.ofHours(1));
        requireBetween("first-list-patience", firstListPatience, Duration.ofSeconds(1), Duration.ofHours(1));
        requireBetween("ask-again-after", askAgainAfter, Duration.ofMillis(100), Duration.ofHours(1));
        requireAtLeastOne("stop-after-refusals", stopAfterRefusals);
        requireAtLeastOne("breaker-failures", breakerFailures);
    }

    private static void requireBetween(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("qianhu.dispatch." + key + " must be " + NumberSettings.inWords(least)
                    + " to " + NumberSettings.inWords(most) + ", was " + NumberSettings.inWords(value));
        }
    }

    private static void requireAtLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("qianhu.dispatch." + key + " must be at least 1, was " + value);
        }
    }
}
