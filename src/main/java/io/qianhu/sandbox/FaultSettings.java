package io.qianhu.sandbox;

import io.qianhu.message.InvalidValue;
import io.qianhu.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the sandbox does wrong on purpose, {@code qianhu.sandbox.faults.*}; by default nothing. The probabilities are for
 * faults that exclude each other, so they may add up to 1 at most. One number is drawn for each create that is in order,
 * in the order in which they arrive, so one seed and one sequence of requests give one sequence of faults.
 *
 * @param seed start of the sequence of draws
 * @param latency how long every answer takes at least, 0 to 10 minutes
 * @param latencyJitter up to so much is added to the latency, evenly distributed, 0 to 10 minutes
 * @param throttlePerSecond more creates than this in a sliding second are answered with 400 {@code Throttling.User};
 *     0 = no limit
 * @param refuseWith an error code that creates are refused with; null = none
 * @param refuseStatus HTTP status of those refusals, 200 to 599; null = the one that the vendor's list has for the code
 * @param refuseEvery every so many creates one is refused, 1 to 1,000,000; 1 = all
 * @param dropBeforeAccept probability of {@link Fault#DROP_BEFORE_ACCEPT}
 * @param dropAfterAccept probability of {@link Fault#DROP_AFTER_ACCEPT}
 * @param errorBeforeAccept probability of {@link Fault#ERROR_BEFORE_ACCEPT}
 * @param errorAfterAccept probability of {@link Fault#ERROR_AFTER_ACCEPT}
 * @param slowBeforeAccept probability of {@link Fault#SLOW_BEFORE_ACCEPT}
 * @param slowAfterAccept probability of {@link Fault#SLOW_AFTER_ACCEPT}
 * @param garbageAnswer probability of {@link Fault#GARBAGE_ANSWER}
 * @param halfAnswer probability of {@link Fault#HALF_ANSWER}
 * @param slowness how long a slow create takes; choose it longer than the client's timeout. 0 to 10 minutes
 * @param lateVisibility how long QueryRobotTaskList does not show a task after it was accepted, 0 to 24 hours
 * @param listedTotal the totalCount that QueryRobotTaskList shows for every task, 0 to 1,000,000; null = its callees
 */
public record FaultSettings(
        @DefaultValue("0") long seed,
        @DefaultValue("0s") Duration latency,
        @DefaultValue("0s") Duration latencyJitter,
        @DefaultValue("0") int throttlePerSecond,
        @Nullable String refuseWith,
        @Nullable Integer refuseStatus,
        @DefaultValue("1") int refuseEvery,
        @DefaultValue("0") double dropBeforeAccept,
        @DefaultValue("0") double dropAfterAccept,
        @DefaultValue("0") double errorBeforeAccept,
        @DefaultValue("0") double errorAfterAccept,
        @DefaultValue("0") double slowBeforeAccept,
        @DefaultValue("0") double slowAfterAccept,
        @DefaultValue("0") double garbageAnswer,
        @DefaultValue("0") double halfAnswer,
        @DefaultValue("60s") Duration slowness,
        @DefaultValue("0s") Duration lateVisibility,
        @Nullable Integer listedTotal) {
    private static final String PREFIX = SandboxSettings.PREFIX + ".faults";
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    public FaultSettings {
        SettingsCheck check = new SettingsCheck(PREFIX);
        check.between("latency", latency, Duration.ZERO, LONGEST_PAUSE);
        check.between("latency-jitter", latencyJitter, Duration.ZERO, LONGEST_PAUSE);
        check.between("throttle-per-second", throttlePerSecond, 0, 1_000_000);
        check.between("refuse-every", refuseEvery, 1, 1_000_000);
        if (refuseWith != null && !refuseWith.matches("[A-Za-z][A-Za-z0-9._]{0,63}")) {
            check.fail("refuse-with", refuseWith, Message.of("sandbox.error-code-isv-amount-not-enough"));
        }
        if (refuseStatus != null) {
            check.between("refuse-status", refuseStatus, 200, 599);
            if (refuseWith == null) {
                check.fail("refuse-status", refuseStatus, Message.of("sandbox.absent-long-refuse-with"));
            }
        }
        check.probability("drop-before-accept", dropBeforeAccept);
        check.probability("drop-after-accept", dropAfterAccept);
        check.probability("error-before-accept", errorBeforeAccept);
        check.probability("error-after-accept", errorAfterAccept);
        check.probability("slow-before-accept", slowBeforeAccept);
        check.probability("slow-after-accept", slowAfterAccept);
        check.probability("garbage-answer", garbageAnswer);
        check.probability("half-answer", halfAnswer);
        double sum = dropBeforeAccept
                + dropAfterAccept
                + errorBeforeAccept
                + errorAfterAccept
                + slowBeforeAccept
                + slowAfterAccept
                + garbageAnswer
                + halfAnswer;
        // A hair more than 1 is how ten times 0.1 comes out in binary.
        if (sum > 1 + 1e-9) {
            throw new InvalidValue(Message.of("sandbox.probabilities-under-qianhu-sandbox-faults-must-add", sum));
        }
        check.between("slowness", slowness, Duration.ZERO, LONGEST_PAUSE);
        check.between("late-visibility", lateVisibility, Duration.ZERO, Duration.ofHours(24));
        if (listedTotal != null) {
            check.between("listed-total", listedTotal, 0, 1_000_000);
        }
    }

    /** The probability of each fault that is drawn by chance, in the order of {@link Fault}. */
    Map<Fault, Double> probabilities() {
        Map<Fault, Double> probabilities = new EnumMap<>(Fault.class);
        probabilities.put(Fault.DROP_BEFORE_ACCEPT, dropBeforeAccept);
        probabilities.put(Fault.DROP_AFTER_ACCEPT, dropAfterAccept);
        probabilities.put(Fault.ERROR_BEFORE_ACCEPT, errorBeforeAccept);
        probabilities.put(Fault.ERROR_AFTER_ACCEPT, errorAfterAccept);
        probabilities.put(Fault.SLOW_BEFORE_ACCEPT, slowBeforeAccept);
        probabilities.put(Fault.SLOW_AFTER_ACCEPT, slowAfterAccept);
        probabilities.put(Fault.GARBAGE_ANSWER, garbageAnswer);
        probabilities.put(Fault.HALF_ANSWER, halfAnswer);
        return probabilities;
    }

    /** What is switched on, for people; {@code none} when nothing is. */
    Message describe() {
        List<Message> on = new ArrayList<>();
        if (!latency.isZero() || !latencyJitter.isZero()) {
            on.add(Message.of(
                    "sandbox.latency-ms",
                    latency.toMillis(),
                    latency.plus(latencyJitter).toMillis()));
        }
        if (throttlePerSecond > 0) {
            on.add(Message.of("sandbox.throttle-above-s", throttlePerSecond));
        }
        if (refuseWith != null) {
            on.add(
                    refuseEvery == 1
                            ? Message.of("sandbox.every-create", refuseWith)
                            : Message.of("sandbox.create", refuseWith, refuseEvery));
        }
        probabilities().forEach((fault, probability) -> {
            if (probability > 0) {
                on.add(Message.text(fault + " " + probability));
            }
        });
        if (!lateVisibility.isZero()) {
            on.add(Message.of("sandbox.tasks-listed-after-s", lateVisibility.toSeconds()));
        }
        if (listedTotal != null) {
            on.add(Message.of("sandbox.tasks-listed-callees", listedTotal));
        }
        return Message.joined("message.comma", on)
                .map(faults -> Message.of("sandbox.faults-seed", faults, seed))
                .orElseGet(() -> Message.of("sandbox.no-faults"));
    }
}
