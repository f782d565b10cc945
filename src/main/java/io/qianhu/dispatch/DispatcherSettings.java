package io.qianhu.dispatch;

import io.qianhu.campaign.NumberSettings;
import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How submitting behaves when things go wrong; {@code qianhu.dispatch.*}.
 *
 * @param settleAfter how long after its signature a request can still be accepted and become visible; only after it
 *     does "not found" prove that a list was not submitted. Against another machine a shorter time than {@link
 *     #SAFE_SETTLE_AFTER} is raised to it
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
        @DefaultValue("47m") Duration settleAfter,
        @DefaultValue("5m") Duration giveUpAfter,
        @DefaultValue("5") int stopAfterRefusals,
        @DefaultValue("5") int breakerFailures,
        @DefaultValue("5s") Duration breakerWait,
        @DefaultValue("2m") Duration firstListPatience,
        @DefaultValue("1m") Duration askAgainAfter) {
    /**
     * How far the timestamp in a signature may lie from the service's clock. The vendor's pages on its gateway say 15
     * minutes; the one on this kind of signature says 31.
     */
    public static final Duration LONGEST_VALIDITY = Duration.ofMinutes(31);

    /**
     * How late an accepted task is listed. No page says; a quarter of an hour is our assumption, many times what a
     * listing from a copy of the data is ever behind.
     */
    public static final Duration LATEST_LISTING = Duration.ofMinutes(15);

    /**
     * How long after the service has looked at the timestamp the rest of the request may come. A process that keeps
     * going lets it leave within two seconds of its intent ({@code Submitter.LONGEST_GAP}); one that is frozen while it
     * writes leaves the service waiting, and front servers of this kind wait for 60 seconds by default. What is frozen
     * before it writes adds nothing: its timestamp grows old meanwhile.
     */
    public static final Duration LONGEST_FROZEN_GAP = Duration.ofMinutes(1);

    /** The latest moment at which a request that was accepted is listed, counted from its signature: 47 minutes. */
    public static final Duration SAFE_SETTLE_AFTER =
            LONGEST_VALIDITY.plus(LATEST_LISTING).plus(LONGEST_FROZEN_GAP);

    /** What a listing that is a little behind needs to show what the one before it did not. */
    private static final Duration SAFE_ASK_AGAIN_AFTER = Duration.ofMinutes(1);

    public DispatcherSettings {
        requireBetween("settle-after", settleAfter, Duration.ofSeconds(1), Duration.ofDays(1));
        requireBetween("give-up-after", giveUpAfter, Duration.ofSeconds(1), Duration.ofDays(1));
        requireBetween("breaker-wait", breakerWait, Duration.ofMillis(100), Duration.ofHours(1));
        requireBetween("first-list-patience", firstListPatience, Duration.ofSeconds(1), Duration.ofHours(1));
        requireBetween("ask-again-after", askAgainAfter, Duration.ofMillis(100), Duration.ofHours(1));
        requireAtLeastOne("stop-after-refusals", stopAfterRefusals);
        requireAtLeastOne("breaker-failures", breakerFailures);
    }

    /** Whether absence would be taken for proved too early at a service on another machine than this one. */
    public boolean settlesTooSoon(boolean loopback) {
        return !loopback && settleAfter.compareTo(SAFE_SETTLE_AFTER) < 0;
    }

    /** These settings for a service, on this machine or another one. */
    public DispatcherSettings against(boolean loopback) {
        return loopback
                ? this
                : new DispatcherSettings(
                        longer(settleAfter, SAFE_SETTLE_AFTER),
                        giveUpAfter,
                        stopAfterRefusals,
                        breakerFailures,
                        breakerWait,
                        firstListPatience,
                        longer(askAgainAfter, SAFE_ASK_AGAIN_AFTER));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    private static void requireBetween(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidValue(Message.of(
                    "dispatch.qianhu-dispatch-must",
                    key,
                    NumberSettings.inWords(least),
                    NumberSettings.inWords(most),
                    NumberSettings.inWords(value)));
        }
    }

    private static void requireAtLeastOne(String key, int value) {
        if (value < 1) {
            throw new InvalidValue(Message.of("dispatch.qianhu-dispatch-must-least", key, value));
        }
    }
}
