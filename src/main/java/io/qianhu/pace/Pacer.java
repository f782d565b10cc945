package io.qianhu.pace;

import java.time.Duration;

/**
 * Says when the next submission may leave. It computes; somebody else waits and then tells it that one has left.
 *
 * <ol>
 *   <li>It keeps the moments of the last N submissions, N being the permits of the rate. The next may leave one period
 *       after the oldest of them, plus a margin, plus what that oldest one's answer took longer than the fastest
 *       recent ones took: a request that was held up on the way (a new connection, a busy machine) arrives closer to
 *       the next ones than it left. So no sliding period holds more than N, neither here nor at the server.
 *   <li>Between two submissions lies at least half of the even interval: a late one is caught up with, a burst is not
 *       made. A rate per minute keeps the whole interval.
 *   <li>A throttling answer pauses the whole queue for a second and doubles the interval, at most once a second, up to
 *       64 times or one minute; every second since the pause takes three per cent off again. Accepted lists take
 *       nothing off: at 100/s they would undo the doubling within half a second, and the server would throttle again.
 * </ol>
 *
 * <p>What can be proved: a request that leaves at t arrives within [t + dmin, t + dmax]. So a sliding period at the server
 * holds at most N if, and where the delays are free within that range only if, the i-th and the (i+N)-th leave at least
 * the period + (dmax − dmin) apart; the best provable rate is N in that time. The spread of the way there cannot be seen
 * from here, but it is at most what an answer came later than the fastest possible, which is judged by the fastest seen and
 * the spread. So with a steady latency, short or long, more than 99 % of the rate are reached; with answers that are
 * spread evenly over 200 ms about 85 %.
 *
 * <p>Moments are nanoseconds of one monotonic clock. Safe for use by several threads: the submitting thread asks and
 * reports, answers arrive on others.
 */
public final class Pacer {
    /** Half a per cent of the period, which keeps more than 99 % of the rate. */
    private static final int MARGIN_DIVISOR = 200;

    private static final double MOST_SLOWED = 64;

    /** The API counts by the second and the minute, so slowing a rate per minute further only loses time. */
    private static final long LONGEST_SLOWED_GAP = Duration.ofMinutes(1).toNanos();

    private static final double RECOVERY = 0.97;
    private static final long SEARCHED_TO = Duration.ofMillis(1).toNanos();
    private static final long ONE_SECOND = Duration.ofSeconds(1).toNanos();

    /** A request that is late without end, or lost, delays the one a period after it by no more than this. */
    private static final long MOST_LATENESS = Duration.ofMillis(500).toNanos();

    private static final int ANSWERS_NEEDED = 5;
    private static final int ANSWERS_COMPARED = 200;

    /** The fastest of n answers that are spread evenly is slower than the fastest possible by spread / n on average. */
    private static final int UNSEEN = 6;

    private static final long NOT_ANSWERED = -1;

    private final long[] sentAt;
    private final long[] answerTook;
    private final long periodNanos;
    private final long intervalNanos;
    private final long gapNanos;

    private long sentCount;
    private long fastest = Long.MAX_VALUE;
    private long tookTogether;
    private int compared;
    private long fastestBefore = Long.MAX_VALUE;
    private long tookTogetherBefore;
    private int comparedBefore;
    private long notBefore;
    private boolean held;
    private double slowed = 1;
    private long slowedAt;
    private long pausedUntil;

    public Pacer(Rate rate) {
        long period = rate.period().toNanos();
        this.periodNanos = period + period / MARGIN_DIVISOR;
        this.sentAt = new long[rate.permits()];
        this.answerTook = new long[rate.permits()];
        this.intervalNanos = periodNanos / rate.permits();
        this.gapNanos = rate.period().compareTo(Duration.ofSeconds(1)) <= 0 ? intervalNanos / 2 : intervalNanos;
    }

    /** The earliest moment at which the next submission may leave; it may lie in the past. */
    public synchronized long nextAt(long now) {
        long next = held ? later(now, notBefore) : now;
        if (sentCount > 0) {
            next = afterLast(sentAt[index(sentCount - 1)], next);
        }
        if (sentCount >= sentAt.length) {
            int oldest = index(sentCount - sentAt.length);
            next = later(next, sentAt[oldest] + periodNanos + latenessOf(oldest, now));
        }
        return next;
    }

    /**
     * Tells that a submission left at this moment.
     *
     * @return its number, for {@link #answered}
     */
    public synchronized long sent(long now) {
        sentAt[index(sentCount)] = now;
        answerTook[index(sentCount)] = NOT_ANSWERED;
        sentCount++;
        // A hold may have come since this submission asked for leave; only one that is over is forgotten.
        held = held && notBefore - now > 0;
        return sentCount - 1;
    }

    /**
     * Tells that the server has answered a submission.
     *
     * @param worked whether the server did the whole work; a quick refusal says nothing about how long that takes
     */
    public synchronized void answered(long submission, long now, boolean worked) {
        if (sentCount - submission > sentAt.length) {
            return;
        }
        long took = now - sentAt[index(submission)];
        answerTook[index(submission)] = took;
        if (worked) {
            fastest = Math.min(fastest, took);
            tookTogether += took;
            compared++;
            if (compared == ANSWERS_COMPARED) {
                fastestBefore = fastest;
                tookTogetherBefore = tookTogether;
                comparedBefore = compared;
                fastest = Long.MAX_VALUE;
                tookTogether = 0;
                compared = 0;
            }
        }
    }

    /** Nothing leaves before this moment, whatever the rate allows. */
    public synchronized void holdUntil(long moment) {
        notBefore = held ? later(notBefore, moment) : moment;
        held = true;
    }

    /** A throttling answer came: the whole queue slows down and pauses for a second. */
    public synchronized void throttled(long now) {
        if (slowed == 1 || now - slowedAt >= ONE_SECOND) {
            slowed = Math.min(MOST_SLOWED, slowedBy(now) * 2);
            slowedAt = now;
        }
        pausedUntil = now + ONE_SECOND;
        holdUntil(pausedUntil);
    }

    /** How many times longer than even the interval is at this moment, 1 to 64. */
    public synchronized double slowedBy(long now) {
        if (slowed == 1) {
            return 1;
        }
        double quietSeconds = Math.max(0, now - pausedUntil) / (double) ONE_SECOND;
        return Math.max(1, slowed * Math.pow(RECOVERY, quietSeconds));
    }

    /**
     * How much later than the fastest ones a submission may have arrived: by as much as its answer came later. What was
     * late may have been the answer alone; that cannot be told from here, so the bound is kept and the rate pays.
     */
    private long latenessOf(int slot, long now) {
        long took = answerTook[slot] == NOT_ANSWERED ? now - sentAt[slot] : answerTook[slot];
        return Math.max(0, Math.min(MOST_LATENESS, took - measure()));
    }

    /**
     * How long the fastest answer takes, less what may still be unseen of it. The first requests are the slowest and
     * measure nothing: until there are some more, all the time may be lateness. The spread is judged by the mean, which
     * lies half of an even spread above the fastest: the slowest alone is, for long, the request that came first.
     */
    private long measure() {
        int answers = comparedBefore + compared;
        if (answers < ANSWERS_NEEDED) {
            return 0;
        }
        long least = Math.min(fastest, fastestBefore);
        long mean = (tookTogetherBefore + tookTogether) / answers;
        long spread = Math.min(MOST_LATENESS, 2 * (mean - least));
        return Math.max(0, least - UNSEEN * spread / answers);
    }

    /** The first moment, not before the given one, at which the gap after the last submission is long enough. */
    private long afterLast(long last, long from) {
        long early = from;
        long late = later(from, last + gapNanos(from));
        // The slowed gap shrinks while somebody waits for its end.
        while (slowed > 1 && late - early > SEARCHED_TO) {
            long middle = early + (late - early) / 2;
            if (last + gapNanos(middle) - middle > 0) {
                early = middle;
            } else {
                late = middle;
            }
        }
        return late;
    }

    private long gapNanos(long at) {
        double slowedBy = slowedBy(at);
        return slowedBy > 1
                ? Math.max(intervalNanos, Math.min(LONGEST_SLOWED_GAP, (long) (intervalNanos * slowedBy)))
                : gapNanos;
    }

    private int index(long count) {
        return (int) (count % sentAt.length);
    }

    /** Monotonic nanoseconds may overflow, so they are compared by their difference. */
    private static long later(long a, long b) {
        return a - b >= 0 ? a : b;
    }
}
