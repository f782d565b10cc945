package io.qianhu.report;

import io.qianhu.ledger.SubmissionHistory.AllowedRate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Draws submissions over time as bars, and over them what was allowed as a line, in SVG. */
final class RateChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 260;
    private static final int LEFT = 56;
    private static final int TOP = 12;
    private static final int BOTTOM = HEIGHT - 28;
    private static final double HEADROOM = 1.1;

    private final SubmissionRate rate;
    private final List<AllowedRate> allowed;
    private final Times times;
    private final double highest;

    /** @param allowed the earliest first; may be empty */
    RateChart(SubmissionRate rate, List<AllowedRate> allowed, Times times) {
        this.rate = rate;
        this.allowed = allowed;
        this.times = times;
        this.highest = HEADROOM
                * Math.max(
                        rate.highestPerSecond(),
                        allowed.stream()
                                .mapToDouble(AllowedRate::perSecond)
                                .max()
                                .orElse(0));
    }

    /** @param title said by those who read the page aloud */
    String svg(String title) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>%n",
                WIDTH,
                HEIGHT,
                Html.text(title)));
        bars(svg);
        line(svg);
        svg.append(axis());
        return svg.append("</svg>\n").toString();
    }

    private void bars(StringBuilder svg) {
        double width = (double) (WIDTH - LEFT) / rate.counts().size();
        for (int i = 0; i < rate.counts().size(); i++) {
            double y = y(rate.perSecond(i));
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"bar\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>%n",
                    LEFT + i * width,
                    y,
                    Math.max(0.5, width - 1),
                    BOTTOM - y));
        }
    }

    /** From each rate to the next one; the first holds before it was noted, the last to the end. */
    private void line(StringBuilder svg) {
        if (allowed.isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < allowed.size(); i++) {
            double y = y(allowed.get(i).perSecond());
            double from = i == 0 ? LEFT : x(allowed.get(i).since());
            double to = i + 1 == allowed.size() ? WIDTH : x(allowed.get(i + 1).since());
            path.append(String.format(Locale.ROOT, "%s%.2f %.2fH%.2f", i == 0 ? "M" : "L", from, y, to));
        }
        svg.append("<path class=\"allowed\" d=\"").append(path).append("\"/>\n");
    }

    private String axis() {
        return String.format(
                Locale.ROOT,
                """
                <path class="axis" d="M%1$d %2$dV%3$dH%4$d"/>
                <text x="%5$d" y="%6$d" text-anchor="end">%7$s</text>
                <text x="%5$d" y="%3$d" text-anchor="end">0</text>
                <text x="%1$d" y="%8$d">%9$s</text>
                <text x="%4$d" y="%8$d" text-anchor="end">%10$s</text>
                """,
                LEFT,
                TOP,
                BOTTOM,
                WIDTH,
                LEFT - 6,
                TOP + 8,
                number(highest),
                HEIGHT - 8,
                times.at(rate.begin()),
                times.at(rate.end()));
    }

    private double x(Instant at) {
        double share = (double) Duration.between(rate.begin(), at).toMillis()
                / Duration.between(rate.begin(), rate.end()).toMillis();
        return LEFT + (WIDTH - LEFT) * Math.min(1, Math.max(0, share));
    }

    private double y(double perSecond) {
        return BOTTOM - (BOTTOM - TOP) * perSecond / highest;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
    }
}
