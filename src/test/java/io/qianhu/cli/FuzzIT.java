package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged inputs of every kind end in a verdict or a refusal: within seconds, in 256 MB, without a stack trace and without
 * a whole number. A seed draws each {@link FuzzedInput}; {@code check} reads it as in production, one after the other in two
 * processes ({@link FuzzedChecks}).
 *
 * <p>{@code mvn -Pheavy verify} plays 2,000. {@code mvn -Pfuzz verify -Dfuzz.inputs=50000} plays as many as asked for, from
 * {@code -Dfuzz.first-seed} on. A failing input is named with its seed and lies in {@code target/fuzz/*}{@code /failed-SEED};
 * {@code -Dfuzz.first-seed=SEED -Dfuzz.inputs=1} plays it again.
 */
@Tag("heavy")
class FuzzIT {
    private static final Path FOLDER = Path.of("target", "fuzz").toAbsolutePath();
    private static final int PROCESSES = 2;
    private static final long FIRST = Long.getLong("fuzz.first-seed", 1);
    private static final long LAST = FIRST + Long.getLong("fuzz.inputs", 2_000) - 1;

    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private long played;
    private long slowest;

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void noInputEndsInAStackTraceAHangOrAWholeNumber() {
        List<CompletableFuture<Void>> processes = LongStream.range(0, PROCESSES)
                .mapToObj(number -> CompletableFuture.runAsync(() -> play(number)))
                .toList();
        processes.forEach(CompletableFuture::join);
        System.out.println(played + " damaged inputs, seeds " + FIRST + " to " + LAST + ": " + verdicts
                + "; the slowest took " + slowest + " ms");
        assertThat(failures).isEmpty();
        assertThat(played).isEqualTo(LAST - FIRST + 1);
        if (played >= 1_000) {
            assertThat(verdicts)
                    .as("damage that is read, and damage that is refused")
                    .containsKeys(
                            "CSV 0",
                            "CSV 2",
                            "WORKBOOK 0",
                            "WORKBOOK 2",
                            "ARCHIVE 0",
                            "ARCHIVE 2",
                            "GZIP 0",
                            "GZIP 2",
                            "CAMPAIGN 0",
                            "CAMPAIGN 2",
                            "DO_NOT_CALL 0",
                            "DO_NOT_CALL 2",
                            "ANSWER 0");
        }
    }

    /** Plays every second seed; a process that has died is followed by another. */
    private void play(long number) {
        for (long seed = FIRST + number; seed <= LAST; ) {
            seed = playFrom(seed, number) + PROCESSES;
        }
    }

    /** Returns the last seed that was played. */
    private long playFrom(long first, long number) {
        long last = first - PROCESSES;
        try {
            Process process = start(first, Files.createDirectories(FOLDER.resolve("p" + number)));
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = Long.parseLong(line.substring(0, line.indexOf(' ')));
                    take(line.split(" ", 4));
                }
            }
            int code = process.waitFor();
            long next = last + PROCESSES;
            if (code > 1 || (code == 1 && next == first)) {
                take(new String[] {Long.toString(next), "?", "failed", "the process ended with " + code});
                return next;
            }
            return code == 0 ? LAST : last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LAST;
        }
    }

    private synchronized void take(String[] line) {
        played++;
        if (line[2].equals("failed")) {
            failures.add("seed " + line[0] + " " + line[1] + ": " + line[3]);
        } else {
            verdicts.merge(line[1] + " " + line[2], 1, Integer::sum);
            slowest = Math.max(slowest, Long.parseLong(line[3]));
        }
    }

    private static Process start(long first, Path folder) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Duser.home=" + folder,
                        "-Duser.language=en",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FuzzedChecks.class.getName(),
                        Long.toString(first),
                        Long.toString(LAST),
                        Integer.toString(PROCESSES))
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(folder.resolve("stderr").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("QIANHU_") || name.startsWith("ALIBABA_"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }
}
