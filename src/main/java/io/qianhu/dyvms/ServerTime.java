package io.qianhu.dyvms;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one answered question says about the service's clock at the moment of asking. Both bounds hold whatever our own
 * clock shows and however it jumps:
 *
 * <ol>
 *   <li>The service accepted the question, so its clock was within the validity of a signature of the question's
 *       timestamp. This always holds, and it is wide.
 *   <li>The answer's {@code Date}, less the time that the exchange took, for the service may have looked early and
 *       dated its answer late. A date outside of the first bound is not the service's: it is left aside.
 * </ol>
 *
 * @param atLeast the clock showed this or later
 * @param dated whether the second bound gave it
 */
record ServerTime(Instant atLeast, boolean dated) {
    /** The longest validity of a signature that the vendor's pages name. */
    static final Duration SIGNATURE_VALIDITY = Duration.ofMinutes(31);

    static ServerTime of(Instant signedAt, @Nullable Instant date, Duration took) {
        Instant earliest = signedAt.minus(SIGNATURE_VALIDITY);
        Instant latest = signedAt.plus(SIGNATURE_VALIDITY).plus(took);
        if (date == null || date.isBefore(earliest) || date.isAfter(latest)) {
            return new ServerTime(earliest, false);
        }
        return new ServerTime(date.minus(took), true);
    }
}
