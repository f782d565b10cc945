package io.qianhu.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The figures of all rounds as Markdown. */
final class Results {
    private static final double MB = 1_000_000;

    private final String machine;
    private final List<Contestant> contestants;
    private final List<Map<String, Figures>> rounds = new ArrayList<>();
    private final List<Double> loads = new ArrayList<>();

    Results(String machine, List<Contestant> contestants) {
        this.machine = machine;
        this.contestants = contestants;
    }

    /** @param load of the machine just before the round */
    void add(Map<String, Figures> round, double load) {
        rounds.add(new LinkedHashMap<>(round));
        loads.add(load);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(machine).append(".  \n");
        text.append("Least / median / most of ")
                .append(rounds.size())
                .append(" rounds; load of the machine before them ")
                .append(Spread.of(loads.stream().mapToDouble(load -> load)).text("%.1f"))
                .append(".\n\n");
        text.append("| | rows | start s | work s | rows/s | whole process s | CPU s | peak RSS MB |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        contestants.forEach(contestant -> text.append(row(contestant)));
        text.append(
                "\nStart: to the first byte of the input, or the query or job. Work: from there to the last list or row"
                        + " committed. MB are 1,000,000 bytes.\n");
        appendRatios(text);
        appendParts(text);
        appendRemarks(text);
        return text.toString();
    }

    private String row(Contestant contestant) {
        String name = contestant.name();
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s | %s | %s | %s | %s |%n",
                name,
                contestant.rows(),
                spread(name, Figures::startSeconds).text("%.2f"),
                spread(name, Figures::workSeconds).text("%.2f"),
                spread(name, figures -> contestant.rows() / figures.workSeconds())
                        .text("%,.0f"),
                spread(name, figures -> figures.process().wallSeconds()).text("%.2f"),
                spread(name, figures -> figures.process().cpuSeconds()).text("%.1f"),
                spread(name, figures -> figures.process().peakBytes() / MB).text("%.0f"));
    }

    private Spread spread(String name, ToDoubleFunction<Figures> figure) {
        return Spread.of(rounds.stream().mapToDouble(round -> figure.applyAsDouble(of(round, name))));
    }

    private static Figures of(Map<String, Figures> round, String name) {
        return Objects.requireNonNull(round.get(name));
    }

    /** Each ratio is taken within its round, so that what slowed the machine for a while slowed both. */
    private void appendRatios(StringBuilder text) {
        Contestant qianhu = contestants.get(0);
        if (!(qianhu instanceof QianhuContestant) || contestants.size() == 1) {
            return;
        }
        text.append("\n| Qianhu's time for a row, in times of | each round | median | target |\n|---|---|---|---|\n");
        for (Contestant other : contestants.subList(1, contestants.size())) {
            List<Double> ratios = rounds.stream()
                    .map(round -> secondsPerRow(round, qianhu) / secondsPerRow(round, other))
                    .toList();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %s |%n",
                    other.name(),
                    String.join(
                            ", ",
                            ratios.stream()
                                    .map(ratio -> String.format(Locale.ROOT, "%.3f", ratio))
                                    .toList()),
                    Spread.of(ratios.stream().mapToDouble(ratio -> ratio)).median(),
                    target(other.name())));
        }
    }

    private static double secondsPerRow(Map<String, Figures> round, Contestant contestant) {
        return of(round, contestant.name()).workSeconds() / contestant.rows();
    }

    private static String target(String name) {
        return switch (name) {
            case "duckdb-memory" -> "at most 1";
            case "duckdb-file" -> "at most 0.5";
            case "plain-batch" -> "at most 0.02";
            default -> "-";
        };
    }

    private void appendParts(StringBuilder text) {
        for (Contestant contestant : contestants) {
            String name = contestant.name();
            Map<String, Double> first = of(rounds.get(0), name).parts();
            if (!first.isEmpty()) {
                text.append("\n").append(name).append(", in seconds:\n\n");
                first.keySet()
                        .forEach(part -> text.append("- ")
                                .append(part)
                                .append(": ")
                                .append(spread(
                                                name,
                                                figures -> Objects.requireNonNull(
                                                        figures.parts().get(part)))
                                        .text("%.2f"))
                                .append("\n"));
            }
        }
    }

    private void appendRemarks(StringBuilder text) {
        text.append("\nThe result of every process was checked:\n\n");
        for (Contestant contestant : contestants) {
            String remark = of(rounds.get(0), contestant.name()).remark();
            text.append("- ")
                    .append(contestant.name())
                    .append(": ")
                    .append(remark.isEmpty() ? "every count as expected" : remark)
                    .append("\n");
        }
    }
}
