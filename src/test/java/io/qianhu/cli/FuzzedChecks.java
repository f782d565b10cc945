package io.qianhu.cli;

import com.sun.management.OperatingSystemMXBean;
import io.qianhu.dyvms.FuzzedAnswers;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process of little memory that lets {@code check} read one damaged input after the other, in its working directory.
 * For each it prints a line {@code SEED KIND CODE MILLIS}, or {@code SEED KIND failed WHY}; what has failed is kept in the
 * folder {@code failed-SEED}, with what was said. It ends itself where an input takes too long.
 */
final class FuzzedChecks {
    /** What it computes; and how long it may wait, when the machine has other things to do. */
    private static final Duration AT_MOST = Duration.ofSeconds(20);

    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);

    private static final Path FOLDER = Path.of("");
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])1[3-9][0-9]{9}(?![0-9])");
    private static final Pattern BUG = Pattern.compile(
            "\tat |(NullPointer|IndexOutOfBounds|ClassCast|IllegalState|Arithmetic)Exception|OutOfMemory|StackOverflow");
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069&&[^\n\t]]");
    private static final List<Integer> VERDICTS = List.of(0, 2, 3);

    private final PrintStream told = System.out;
    private final FuzzedAnswers answers = new FuzzedAnswers();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private volatile long startedAt;
    private volatile long computedBefore;
    private volatile FuzzedInput current = FuzzedInput.of(0);

    private FuzzedChecks() {}

    /** Arguments: the first seed, the last one, and how far apart they are. */
    public static void main(String[] arguments) {
        FuzzedChecks checks = new FuzzedChecks();
        long step = Long.parseLong(arguments[2]);
        long last = Long.parseLong(arguments[1]);
        Thread worker = Thread.currentThread();
        Thread watch = new Thread(() -> checks.watch(worker), "watch");
        watch.setDaemon(true);
        checks.begin(FuzzedInput.of(0));
        watch.start();
        for (long seed = Long.parseLong(arguments[0]); seed <= last; seed += step) {
            checks.play(FuzzedInput.of(seed));
        }
        Runtime.getRuntime().halt(0);
    }

    private void watch(Thread worker) {
        try {
            while (System.nanoTime() - startedAt < LONGEST_WAIT.toNanos()
                    && system.getProcessCpuTime() - computedBefore < AT_MOST.toNanos()) {
                worker.join(MOMENT.toMillis());
            }
            String where =
                    Stream.of(worker.getStackTrace()).map(String::valueOf).collect(Collectors.joining("\n"));
            failed(current, "comes to no end", where);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    private void begin(FuzzedInput input) {
        current = input;
        computedBefore = system.getProcessCpuTime();
        startedAt = System.nanoTime();
    }

    private void play(FuzzedInput input) {
        begin(input);
        try {
            for (Map.Entry<String, byte[]> file : input.files().entrySet()) {
                Files.write(FOLDER.resolve(file.getKey()), file.getValue());
            }
            Said said = input.words().isEmpty()
                    ? new Said(
                            0,
                            answers.outcomes(
                                    Objects.requireNonNull(input.files().get(FuzzedInput.ANSWER))),
                            "")
                    : Said.by(input.words().toArray(String[]::new));
            String why = problem(said);
            if (why.isEmpty()) {
                long millis = Duration.ofNanos(System.nanoTime() - startedAt).toMillis();
                told.println(input.seed() + " " + input.kind() + " " + said.code() + " " + millis);
            } else {
                failed(input, why, said.toString());
            }
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            failed(input, e.toString(), trace(e));
        } finally {
            input.files().keySet().forEach(name -> delete(FOLDER.resolve(name)));
        }
    }

    /** Empty when all is well. */
    private static String problem(Said said) {
        String shown = Normalizer.normalize(said.out() + said.err(), Normalizer.Form.NFKC);
        Matcher bug = BUG.matcher(shown);
        if (bug.find()) {
            return "shows " + bug.group().strip();
        }
        if (!VERDICTS.contains(said.code())) {
            return "exit code " + said.code();
        }
        if (UNSEEN.matcher(said.out() + said.err()).find()) {
            return "shows a character that nobody sees, or that moves the others";
        }
        Matcher number = NUMBER.matcher(shown);
        return number.find() ? "shows a whole number: " + line(shown, number.start()) : "";
    }

    private static String line(String text, int at) {
        int from = text.lastIndexOf('\n', at) + 1;
        int to = text.indexOf('\n', at);
        return text.substring(Math.max(from, at - 60), Math.min(to < 0 ? text.length() : to, at + 40));
    }

    private void failed(FuzzedInput input, String why, String said) {
        try {
            Path folder = Files.createDirectories(FOLDER.resolve("failed-" + input.seed()));
            for (Map.Entry<String, byte[]> file : input.files().entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
            Files.writeString(folder.resolve("said.txt"), why + "\n" + said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        told.println(input.seed() + " " + input.kind() + " failed " + why.replaceAll("\\R", " "));
    }

    private static String trace(Throwable thrown) {
        return thrown + "\n"
                + Arrays.stream(thrown.getStackTrace()).map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
