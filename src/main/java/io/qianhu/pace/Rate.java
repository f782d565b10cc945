package io.qianhu.pace;

import java.time.Duration;

/**
 * So many submissions in a period.
 *
 * @param permits how many, at least 1
 * @param period one second or one minute
 */
public record Rate(int permits, Duration period) {
    public Rate {
        if (permits < 1) {
            throw new IllegalArgumentException("permits must be at least 1, was " + permits);
        }
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("period must be positive, was " + period);
        }
    }
}
