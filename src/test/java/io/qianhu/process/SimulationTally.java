package io.qianhu.process;

import io.qianhu.sandbox.Fault;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What happened in one seed, or in all of them together. */
final class SimulationTally {
    enum Count {
        SEEDS,
        PROCESSES,
        KILLS,
        TERMINATIONS,
        FREEZES,
        SECOND_PROCESSES,
        TURNED_AWAY,
        API_AWAY,
        FAILED_AND_CONTINUED,
        LISTED_NOTHING,
        HOMES_PUT_BACK,
        COPIES_WORKED_IN,
        RECONCILED,
        DECISIONS,
        WRONG_DECISIONS_REFUSED,
        CANCELLED,
        CREATES,
        LOOKUPS,
        ROWS,
        NUMBERS,
        ACCEPTED,
        DUPLICATES,
        LOSSES
    }

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<String, Long> outcomes = new TreeMap<>();
    private int seedsAboveRate;
    private String worstPace = "never above the rate";
    private int worstExcess;

    void add(Count count, long more) {
        counts.merge(count, more, Long::sum);
    }

    void addApi(ApiTotals api, int rate) {
        add(Count.CREATES, api.creates());
        add(Count.LOOKUPS, api.lookups());
        api.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        int excess = api.mostCreatesInOneSecond() - rate;
        if (excess > 0) {
            seedsAboveRate++;
            noteExcess(excess, api.mostCreatesInOneSecond() + " requests in one second at " + rate + "/s");
        }
    }

    private void noteExcess(int excess, String what) {
        if (excess > worstExcess) {
            worstExcess = excess;
            worstPace = what;
        }
    }

    /** Submissions by what the ledger says became of them in the end. */
    void addOutcomes(Map<String, Long> more) {
        more.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
    }

    void add(SimulationTally more) {
        more.counts.forEach(this::add);
        more.faults.forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        addOutcomes(more.outcomes);
        seedsAboveRate += more.seedsAboveRate;
        noteExcess(more.worstExcess, more.worstPace);
    }

    long get(Count count) {
        return counts.getOrDefault(count, 0L);
    }

    /** One line for a seed that has just ended. */
    String line() {
        long played = faults.entrySet().stream()
                .filter(fault -> fault.getKey() != Fault.NONE)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return String.format(
                Locale.ROOT,
                "%d processes, %d kill -9, %d faults, %d numbers, %d twice, %d lost",
                get(Count.PROCESSES),
                get(Count.KILLS),
                played,
                get(Count.ACCEPTED),
                get(Count.DUPLICATES),
                get(Count.LOSSES));
    }

    /** One screen for people. */
    String summary(Duration took, int parallel) {
        StringBuilder text = new StringBuilder();
        row(text, "seeds", get(Count.SEEDS) + ", " + parallel + " at a time, in " + took.toSeconds() + " s");
        row(
                text,
                "processes",
                get(Count.PROCESSES) + " started, " + get(Count.SECOND_PROCESSES)
                        + " of them beside another one, of which " + get(Count.TURNED_AWAY) + " were turned away");
        row(
                text,
                "signals",
                get(Count.KILLS) + " kill -9, " + get(Count.TERMINATIONS) + " SIGTERM, " + get(Count.FREEZES)
                        + " SIGSTOP");
        row(
                text,
                "API",
                get(Count.CREATES) + " creates, " + get(Count.LOOKUPS) + " lookups, went away " + get(Count.API_AWAY)
                        + " times, " + get(Count.FAILED_AND_CONTINUED) + " processes gave up on it");
        row(
                text,
                "memory",
                get(Count.HOMES_PUT_BACK) + " homes put back, " + get(Count.COPIES_WORKED_IN)
                        + " processes in copies of one, the API listed nothing to " + get(Count.LISTED_NOTHING));
        row(
                text,
                "people",
                get(Count.RECONCILED) + " times reconcile, " + get(Count.DECISIONS) + " decisions, "
                        + get(Count.WRONG_DECISIONS_REFUSED) + " wrong ones refused, " + get(Count.CANCELLED)
                        + " runs cancelled");
        faults.forEach((fault, count) ->
                row(text, "  " + fault.name().toLowerCase(Locale.ROOT).replace('_', ' '), Long.toString(count)));
        row(text, "submissions", "by what became of them, as the ledger has it");
        outcomes.forEach((outcome, count) -> row(text, "  " + outcome, Long.toString(count)));
        row(text, "pace", seedsAboveRate + " seeds above their rate; worst: " + worstPace);
        row(text, "rows", get(Count.ROWS) + ", with " + get(Count.NUMBERS) + " distinct numbers");
        row(text, "accepted", get(Count.ACCEPTED) + " numbers");
        row(text, "duplicates", Long.toString(get(Count.DUPLICATES)));
        row(text, "losses", Long.toString(get(Count.LOSSES)));
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-26s %s%n", name, value));
    }
}
