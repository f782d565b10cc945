package io.qianhu.ledger;

import java.time.Duration;

/**
 * How long what takes with leases, all by monotonic time.
 *
 * @param beatEvery how often an owner shows that it lives
 * @param validFor how long after the beginning of its last successful beat an owner may act without asking
 * @param takeAfter how long a beat must have been seen unchanged before the lease is taken from an owner that is not
 *     provably dead; longer than {@code validFor}, so that the owner has stopped by then
 */
public record LeaseTimes(Duration beatEvery, Duration validFor, Duration takeAfter) {
    /** Three beats may fail before an owner submits no more, 5 s before anybody can take its lease. */
    public static final LeaseTimes DEFAULT =
            new LeaseTimes(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(15));

    public LeaseTimes {
        if (beatEvery.isNegative()
                || beatEvery.isZero()
                || beatEvery.multipliedBy(2).compareTo(validFor) > 0
                || validFor.compareTo(takeAfter) >= 0) {
            throw new IllegalArgumentException("a lease needs 0 < 2 beats <= validity < taking, was " + beatEvery + ", "
                    + validFor + ", " + takeAfter);
        }
    }
}
