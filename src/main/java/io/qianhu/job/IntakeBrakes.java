package io.qianhu.job;

import io.qianhu.campaign.LimitsSettings;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.CampaignPast.CompletedRun;
import io.qianhu.message.Message;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Compares what intake has counted with the campaign's limits. */
public final class IntakeBrakes {
    private IntakeBrakes() {}

    /** What was counted: rows read, rejected rows, distinct callees. */
    public record Figures(long rows, long rejected, long callees) {}

    /**
     * The brakes whose limit is exceeded, each with limit and figures in words.
     *
     * @param before the campaign's last completed run; empty when there is none, and then growth has no limit
     */
    public static Map<Brake, Message> exceeded(LimitsSettings limits, Figures figures, Optional<CompletedRun> before) {
        Map<Brake, Message> exceeded = new EnumMap<>(Brake.class);
        if (limits.maxCallees() != null && figures.callees() > limits.maxCallees()) {
            exceeded.put(
                    Brake.MAX_CALLEES, Message.of("job.above-max-callees", limits.maxCallees(), figures.callees()));
        }
        if (limits.maxRejected() != null && limits.maxRejected().isExceededBy(figures.rejected(), figures.rows())) {
            exceeded.put(
                    Brake.MAX_REJECTED,
                    Message.of("job.above-max-rejected", limits.maxRejected(), figures.rejected(), figures.rows()));
        }
        if (limits.maxGrowth() != null
                && before.isPresent()
                && limits.maxGrowth()
                        .isExceededBy(figures.callees(), before.get().callees())) {
            exceeded.put(
                    Brake.MAX_GROWTH,
                    Message.of(
                            "job.above-max-growth",
                            limits.maxGrowth(),
                            figures.callees(),
                            before.get().callees(),
                            before.get().run()));
        }
        return exceeded;
    }
}
