package io.qianhu.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many submissions were begun over time.
 *
 * @param begin of the first span
 * @param span whole seconds, the same for all
 * @param counts submissions begun in each span, at most {@link #MOST_SPANS}
 * @param peak the most that began within one second, wherever it begins
 */
record SubmissionRate(Instant begin, Duration span, List<Integer> counts, int peak) {
    static final int MOST_SPANS = 120;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** @param begun at least one, the earliest first */
    static SubmissionRate of(List<Instant> begun) {
        Instant begin = begun.get(0);
        long seconds = Duration.between(begin, begun.get(begun.size() - 1)).toSeconds() + 1;
        long width = Math.max(1, (seconds + MOST_SPANS - 1) / MOST_SPANS);
        int[] counts = new int[Math.toIntExact((seconds + width - 1) / width)];
        for (Instant one : begun) {
            counts[(int) (Duration.between(begin, one).toSeconds() / width)]++;
        }
        List<Integer> all = new ArrayList<>(counts.length);
        for (int count : counts) {
            all.add(count);
        }
        return new SubmissionRate(begin, Duration.ofSeconds(width), List.copyOf(all), peak(begun));
    }

    private static int peak(List<Instant> begun) {
        int peak = 0;
        int first = 0;
        for (int last = 0; last < begun.size(); last++) {
            while (Duration.between(begun.get(first), begun.get(last)).compareTo(SECOND) >= 0) {
                first++;
            }
            peak = Math.max(peak, last - first + 1);
        }
        return peak;
    }

    Instant end() {
        return begin.plus(span.multipliedBy(counts.size()));
    }

    /** Submissions per second in one span. */
    double perSecond(int index) {
        return (double) counts.get(index) / span.toSeconds();
    }

    double highestPerSecond() {
        double highest = 0;
        for (int i = 0; i < counts.size(); i++) {
            highest = Math.max(highest, perSecond(i));
        }
        return highest;
    }
}
