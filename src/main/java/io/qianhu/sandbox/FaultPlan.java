package io.qianhu.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;

/** Says what goes wrong with each create: first what was planned by hand, then what chance has drawn. */
final class FaultPlan {
    private final FaultSettings settings;
    private final Map<Fault, Double> probabilities;
    private final SplittableRandom draws;
    private final SplittableRandom jitter;
    private final Queue<Fault> planned = new ArrayDeque<>();
    private long creates;

    FaultPlan(FaultSettings settings) {
        this.settings = settings;
        this.probabilities = settings.probabilities();
        this.draws = new SplittableRandom(settings.seed());
        // Of its own, because latency is drawn for queries too and must not shift the sequence of faults.
        this.jitter = new SplittableRandom(~settings.seed());
    }

    synchronized void plan(List<Fault> faults) {
        planned.addAll(faults);
    }

    /** The fault of the next create. Refuses it when the settings say that this one is refused with a code. */
    synchronized Fault next() throws Refused {
        if (!planned.isEmpty()) {
            return planned.remove();
        }
        creates++;
        if (settings.refuseWith() != null && creates % settings.refuseEvery() == 0) {
            ApiError asListed = ApiError.of(settings.refuseWith(), "The sandbox was told to answer with this code.");
            Integer status = settings.refuseStatus();
            throw new ApiError(asListed.code(), status == null ? asListed.status() : status, asListed.message())
                    .refused();
        }
        double drawn = draws.nextDouble();
        for (Map.Entry<Fault, Double> fault : probabilities.entrySet()) {
            drawn -= fault.getValue();
            if (drawn < 0) {
                return fault.getKey();
            }
        }
        return Fault.NONE;
    }

    /** How long the next answer takes. */
    synchronized Duration latency() {
        long most = settings.latencyJitter().toNanos();
        return most == 0 ? settings.latency() : settings.latency().plusNanos(jitter.nextLong(most + 1));
    }
}
