package io.qianhu.campaign;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The brakes of a campaign, each null where there is none, and what becomes of a run that calls nobody. The first three
 * are looked at when every row was read and nothing is submitted yet.
 *
 * @param maxCallees the most distinct callees of a run, 1 to 1,000,000,000
 * @param maxRejected the most rejected rows of a run
 * @param maxGrowth the most callees of a run against the campaign's last completed one
 * @param maxCalleesPerDay the most callees that are submitted in a day of the campaign's zone over all its runs, 1 to
 *     1,000,000,000
 * @param canary so many callees are in the first list, and the others wait until it was released, 1 to 999
 * @param canaryWait how long after the first list was accepted the others go on by themselves, 1 second to 24 hours;
 *     null = not before a person has released it. Only with {@code canary}
 * @param emptyRun whether a run that calls nobody is in order though it rejected rows, and one whose files hold no row
 *     begins at all. Default {@link #DEFAULT_EMPTY_RUN}; set it where nights with nobody to call are ordinary
 */
public record LimitsSettings(
        @Nullable Integer maxCallees,
        @Nullable RejectLimit maxRejected,
        @Nullable GrowthLimit maxGrowth,
        @Nullable Integer maxCalleesPerDay,
        @Nullable Integer canary,
        @Nullable Duration canaryWait,
        boolean emptyRun) {
    public static final boolean DEFAULT_EMPTY_RUN = false;

    /** No brake at all. */
    public static final LimitsSettings NONE = new LimitsSettings(null, null, null, null, null, null);

    static final int MOST_CALLEES = 1_000_000_000;
    static final int LARGEST_CANARY = 999;
    static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    static final Duration LONGEST_WAIT = Duration.ofHours(24);

    public LimitsSettings {
        if (maxCallees != null) {
            Text.requireBetween(1, MOST_CALLEES, maxCallees);
        }
        if (maxCalleesPerDay != null) {
            Text.requireBetween(1, MOST_CALLEES, maxCalleesPerDay);
        }
        if (canary != null) {
            Text.requireBetween(1, LARGEST_CANARY, canary);
        }
        if (canaryWait != null) {
            requireWait(canaryWait);
            if (canary == null) {
                throw new InvalidValue(Message.of("campaign.canary-wait-needs-canary"));
            }
        }
    }

    /** A run that calls nobody needs a person's attention. */
    public LimitsSettings(
            @Nullable Integer maxCallees,
            @Nullable RejectLimit maxRejected,
            @Nullable GrowthLimit maxGrowth,
            @Nullable Integer maxCalleesPerDay,
            @Nullable Integer canary,
            @Nullable Duration canaryWait) {
        this(maxCallees, maxRejected, maxGrowth, maxCalleesPerDay, canary, canaryWait, DEFAULT_EMPTY_RUN);
    }

    static boolean requireEmptyRun(String text) {
        return Text.oneOf("ok", "attention", text);
    }

    /** How many callees the first list of a run holds when the others hold {@code listSize}. */
    public int firstListSize(int listSize) {
        return canary == null ? listSize : Math.min(canary, listSize);
    }

    static Duration requireWait(Duration wait) {
        if (wait.compareTo(SHORTEST_WAIT) < 0 || wait.compareTo(LONGEST_WAIT) > 0) {
            throw new InvalidValue(Message.of("campaign.out-of-range-1s-to-24h", NumberSettings.inWords(wait)));
        }
        return wait;
    }
}
