package io.qianhu.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A figure over all rounds. */
final class Spread {
    private final double[] sorted;

    private Spread(double[] sorted) {
        this.sorted = sorted;
    }

    static Spread of(DoubleStream figures) {
        Spread spread = new Spread(figures.sorted().toArray());
        if (spread.sorted.length == 0) {
            throw new IllegalArgumentException("there is no figure");
        }
        return spread;
    }

    double median() {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Least, median and most; one figure when there was one round. */
    String text(String format) {
        if (sorted.length == 1) {
            return String.format(Locale.ROOT, format, sorted[0]);
        }
        double[] shown = {sorted[0], median(), sorted[sorted.length - 1]};
        return String.join(
                " / ",
                Arrays.stream(shown)
                        .mapToObj(figure -> String.format(Locale.ROOT, format, figure))
                        .toList());
    }
}
