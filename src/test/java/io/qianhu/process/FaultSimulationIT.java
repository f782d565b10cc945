package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The promise, tried: <em>no number is submitted twice, none is lost, and what cannot be proved is held and shown.</em>
 *
 * <p>The packaged jar runs as processes against an API in this JVM, which keeps a journal of every number that it
 * accepted: what stands there counts as called, whatever the processes believe. A seed draws a {@link Scenario}:
 *
 * <ul>
 *   <li>the input, with duplicates and rejects; rate, places in flight, block size, breaker;
 *   <li>what the API does to each of the first creates: it drops the connection, answers 5xx, nonsense, half an answer,
 *       no id or that of another task, or stalls past the client's timeout, each before or after it has accepted; it throttles in storms or all
 *       the time; it lists what it has accepted late, or in some seeds at times nothing; it goes away and comes back;
 *   <li>what happens to the processes: {@code kill -9}, SIGTERM and SIGSTOP at a row, at a request, at a lookup or at any
 *       moment, a second process beside a working or a frozen one, two at once; in some seeds the home is put back from a
 *       copy, or a process works in a copy of it.
 * </ul>
 *
 * The same command is started again until the run is at its end; where it asks for a person, one reconciles or decides,
 * every second time wrongly first, which must be refused. Then, for every seed in which nothing had to be given up:
 *
 * <ol>
 *   <li>the journal holds every distinct number of the input once, no other number, and no task name twice;
 *   <li>the run is COMPLETED, its books balance and are those of the input;
 *   <li>every list is ACCEPTED, with the name and the id that the journal has for it;
 *   <li>every process ended with the exit code that its fate explains, and one that found another at work was turned away;
 *   <li>nothing that was printed or logged shows a whole number, and all files are for their owner only;
 *   <li>in every fourth seed: the command once more says that it was done, and submits nothing.
 * </ol>
 *
 * <p>A few seeds run with {@code mvn verify}, more with {@code mvn -Pheavy verify}. {@code mvn -Psimulation verify -Dseeds=200} runs as many as asked for, and
 * {@code -Dfirst-seed}, {@code -Dseed} and {@code -Dparallel} choose. The seed fixes the scenario; where a signal or a
 * fault meets a process differs from time to time by the scheduling of the machine. A failing seed is printed with its
 * scenario, and its folder is kept.
 */
class FaultSimulationIT {
    /** How long the API takes a signature for valid. */
    static final Duration TIMESTAMP_VALIDITY = Duration.ofSeconds(4);

    /** How long the API stalls at a slow create, before or after it accepts. */
    static final Duration SLOWNESS = Duration.ofSeconds(3);

    /** How long the processes wait for an answer: less than a slow create takes. */
    static final Duration REQUEST_TIMEOUT = Duration.ofMillis(1_800);

    /** How late an accepted task is listed, see {@link Scenario#lateVisibilityMillis}. */
    static final Duration LATEST_LISTING = Duration.ofMillis(1_500);

    /** A machine may be so busy that threads of the API wait for it. */
    static final Duration BUSY_MACHINE = Duration.ofMillis(5_500);

    /**
     * From then on "not found" is proof; the parts are those of {@link
     * io.qianhu.dispatch.DispatcherSettings#SAFE_SETTLE_AFTER} in small. The API checks a signature when the request has
     * arrived as a whole, at most {@link #TIMESTAMP_VALIDITY} after it was made, and accepts at most {@link #SLOWNESS}
     * later. Signature, API and processes share one clock.
     */
    static final Duration SETTLE_AFTER =
            TIMESTAMP_VALIDITY.plus(SLOWNESS).plus(LATEST_LISTING).plus(BUSY_MACHINE);

    private static final Path FOLDER = Path.of("target", "simulation");
    private static final int SEEDS_OF_EVERY_BUILD = 3;

    private final SimulationTally total = new SimulationTally();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(value = 12, unit = TimeUnit.HOURS)
    void nothingIsSubmittedTwiceAndNothingIsLost() throws InterruptedException {
        long first = Long.getLong("seed", Long.getLong("first-seed", 1));
        long count = Long.getLong("seed") != null ? 1 : Long.getLong("seeds", SEEDS_OF_EVERY_BUILD);
        // The processes mostly wait: for the pace, for an answer, for the time at which absence is proved.
        int parallel = Integer.getInteger("parallel", 4 * Runtime.getRuntime().availableProcessors());
        long start = System.nanoTime();
        ExecutorService players = Executors.newFixedThreadPool(parallel);
        LongStream.range(first, first + count).forEach(seed -> players.execute(() -> play(seed)));
        players.shutdown();
        assertThat(players.awaitTermination(12, TimeUnit.HOURS)).isTrue();

        String summary = total.summary(Duration.ofNanos(System.nanoTime() - start), parallel);
        write(FOLDER.resolve("summary.txt"), summary);
        say(summary);
        failures.forEach(FaultSimulationIT::say);
        assertThat(failures).as("failed seeds").isEmpty();
    }

    /** After a failure no more seeds are begun: what is found should be looked at. */
    private void play(long seed) {
        if (!failures.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        Scenario scenario = Scenario.of(seed);
        Path folder = Folders.fresh(FOLDER.resolve("seed-" + seed));
        boolean failed = false;
        SimulationTally tally = new SimulationTally();
        try (ScenarioPlayer player = new ScenarioPlayer(scenario, folder.toAbsolutePath())) {
            tally = player.tally();
            player.play();
        } catch (RuntimeException | AssertionError e) {
            failed = true;
            String failure = failure(scenario, folder, e);
            write(folder.resolve("failure.txt"), failure);
            failures.add(failure);
        }
        add(tally);
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        say("seed " + seed + ": " + tally.line() + ", " + seconds + " s" + (failed ? ", FAILED" : ""));
        if (!failed) {
            Folders.delete(folder);
        }
    }

    private synchronized void add(SimulationTally tally) {
        total.add(tally);
    }

    private static String failure(Scenario scenario, Path folder, Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return "FAILED: " + scenario + "\nfolder    " + folder + "\nreplay    mvn -Psimulation verify -Dseed="
                + scenario.seed() + "\n" + trace;
    }

    @SuppressWarnings("SystemOut") // Nobody waits an hour for the first word.
    private static void say(String what) {
        System.out.println(what);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
