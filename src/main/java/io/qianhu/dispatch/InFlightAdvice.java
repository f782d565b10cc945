package io.qianhu.dispatch;

import io.qianhu.campaign.DispatchSettings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once that the rate cannot be reached because too few submissions may be in flight: with answers that take L, a
 * rate R needs R × L of them. Told are only seconds that were really lost while the pace would have allowed more, and
 * only where more places would help. Safe for use by several threads.
 */
final class InFlightAdvice {
    private static final Logger log = LoggerFactory.getLogger(InFlightAdvice.class);
    private static final Duration LOSS_WORTH_TELLING = Duration.ofSeconds(5);

    /** How much one answer counts in the moving average. */
    private static final double WEIGHT = 0.1;

    private final DispatchSettings settings;
    private double answerNanos;
    private long lostNanos;
    private boolean told;

    InFlightAdvice(DispatchSettings settings) {
        this.settings = settings;
    }

    /** An accepted list was answered after so long. */
    synchronized void answered(long tookNanos) {
        answerNanos = answerNanos == 0 ? tookNanos : answerNanos + WEIGHT * (tookNanos - answerNanos);
    }

    /** A list waited so long for a place although the pace would have let it leave; not positive is nothing. */
    synchronized void waited(long nanos) {
        lostNanos += Math.max(0, nanos);
        long needed = (long) Math.ceil(settings.rate().perSecond() * answerNanos / 1e9);
        if (!told && lostNanos >= LOSS_WORTH_TELLING.toNanos() && needed > settings.inFlight()) {
            told = true;
            log.warn(
                    "The rate {} cannot be reached: answers take {} ms, so about {} submissions must be in flight, and"
                            + " dispatch.in-flight is {}; raise it.",
                    settings.rate(),
                    Math.round(answerNanos / 1e6),
                    needed,
                    settings.inFlight());
        }
    }
}
