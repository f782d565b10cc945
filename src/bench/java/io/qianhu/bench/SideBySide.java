package io.qianhu.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Qianhu's intake beside DuckDB and a plain Spring Batch job: the same input, each a fresh process, in rounds.
 *
 * <ol>
 *   <li>The inputs are made unless they are there.
 *   <li>In every round each contestant runs once, in the other order every second time; before each one the input is
 *       read into the page cache and dirty pages of the one before are written out.
 *   <li>Every result is checked; a wrong one ends the comparison.
 * </ol>
 */
public final class SideBySide {
    private final Options options;

    private SideBySide(Options options) {
        this.options = options;
    }

    /** Arguments: see {@link Options}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        new SideBySide(Options.of(args)).run();
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        List<Contestant> contestants = contestants();
        Results results = new Results(Machine.description(), contestants);
        List<Contestant> order = new ArrayList<>(contestants);
        for (int round = 1; round <= options.rounds(); round++) {
            double load = Machine.load();
            Map<String, Figures> figures = new LinkedHashMap<>();
            for (Contestant contestant : order) {
                Figures of = runOne(contestant);
                figures.put(contestant.name(), of);
                System.out.printf(
                        Locale.ROOT,
                        "round %d  %-13s  start %.2f s, work %.2f s, rest %.2f s%n",
                        round,
                        contestant.name(),
                        of.startSeconds(),
                        of.workSeconds(),
                        of.restSeconds());
            }
            results.add(figures, load);
            Collections.reverse(order);
        }
        Path file = options.folder().resolve("results.md");
        Files.writeString(file, results.markdown());
        System.out.println();
        System.out.println(results.markdown());
        System.out.println(file);
    }

    /** Those that are asked for, Qianhu first. */
    private List<Contestant> contestants() throws IOException {
        List<Contestant> contestants = new ArrayList<>();
        if (Stream.of("qianhu", "duckdb-memory", "duckdb-file").anyMatch(options::names)) {
            Path input = input(options.rows());
            Expected expected = Expected.read(input);
            contestants.add(new QianhuContestant(options.jar(), input, expected, options.javaOptions()));
            contestants.add(new DuckDbContestant(true, input, expected));
            contestants.add(new DuckDbContestant(false, input, expected));
        }
        if (options.names("plain-batch")) {
            Path input = input(options.plainRows());
            contestants.add(new PlainBatchContestant(input, Expected.read(input)));
        }
        contestants.removeIf(contestant -> !options.names(contestant.name()));
        if (contestants.isEmpty()) {
            throw new IllegalArgumentException(
                    "only: " + options.only() + " names none of qianhu, duckdb-memory, duckdb-file, plain-batch");
        }
        return contestants;
    }

    private Path input(long rows) throws IOException {
        Path input = options.folder().resolve("input-" + rows + "-" + options.seed() + ".csv");
        if (!Files.exists(input)) {
            System.out.println("making " + input);
            InputGenerator.write(input, rows, options.seed());
        }
        return input;
    }

    private Figures runOne(Contestant contestant) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(options.folder(), contestant.name() + "-");
        try {
            readOnce(input(contestant.rows()));
            new ProcessBuilder("sync").start().waitFor();
            return contestant.run(scratch);
        } finally {
            delete(scratch);
        }
    }

    private static void readOnce(Path input) throws IOException {
        try (InputStream in = Files.newInputStream(input)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
