package io.qianhu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process from its start to its end, observed from outside: nothing is needed but {@code /proc}.
 *
 * @param startedAt just before it was started
 * @param firstReadAt when it was first seen with the input open, 5 ms too late at most; empty when it never was
 * @param cpuSeconds user and system time of the process and its children, to 10 ms
 * @param peakBytes the highest resident memory; a peak of less than 20 ms may be missed at the very end
 */
record MeasuredProcess(
        Instant startedAt,
        Instant endedAt,
        Optional<Instant> firstReadAt,
        double cpuSeconds,
        long peakBytes,
        int exitCode,
        String output) {
    private static final Duration WHILE_STARTING = Duration.ofMillis(5);
    private static final Duration WHILE_WORKING = Duration.ofMillis(20);

    /**
     * Runs a command to its end; no other child of this process may run meanwhile, as their CPU time would be counted.
     *
     * @param input what it will read
     * @param folder its working directory, where its output is kept
     */
    static MeasuredProcess run(List<String> command, Path input, Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Path read = input.toRealPath();
        double cpuBefore = Proc.cpuSecondsOfEndedChildren();
        Optional<Instant> firstReadAt = Optional.empty();
        long peak = 0;
        Instant startedAt = Instant.now();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            Duration pause = WHILE_STARTING;
            while (!process.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                if (firstReadAt.isEmpty() && Proc.hasOpen(process.pid(), read)) {
                    firstReadAt = Optional.of(Instant.now());
                    pause = WHILE_WORKING;
                }
                peak = Math.max(peak, Proc.peakBytes(process.pid()));
            }
            Instant endedAt = Instant.now();
            double cpu = Proc.cpuSecondsOfEndedChildren() - cpuBefore;
            return new MeasuredProcess(
                    startedAt, endedAt, firstReadAt, cpu, peak, process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    double wallSeconds() {
        return seconds(startedAt, endedAt);
    }

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }

    /** Refuses any other exit code. */
    MeasuredProcess exitedWith(int expected) {
        if (exitCode != expected) {
            throw new WrongResult("exit code " + exitCode + " and not " + expected + ":\n" + output);
        }
        return this;
    }
}
