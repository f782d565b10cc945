package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.process.SimulationTally.Count;
import io.qianhu.sandbox.AcceptedTask;
import io.qianhu.sandbox.Fault;
import io.qianhu.sandbox.JournalTally;
import io.qianhu.sandbox.SandboxJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Plays one scenario: starts process after process until the run is at its end, disturbs them, and judges.
 *
 * <p>Every exit is judged too. A process that was not told to end may end as completed, or give up on an API that does
 * not answer; one that was told so may end as stopped; one that finds another at work is turned away and says so.
 */
final class ScenarioPlayer implements AutoCloseable {
    /** A process may settle several times, and a busy machine runs several scenarios. */
    private static final int LONGEST_SECONDS = 400;

    private static final int MOST_PROCESSES_LEFT_ALONE = 8;
    private static final int COMPLETED = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final int ALREADY_COMPLETED = 4;
    private static final int STOPPED = 5;

    /** What the JVM answers to SIGTERM by itself: the program had not begun yet. */
    private static final int JVM_TERMINATED = 143;

    private final Scenario scenario;
    private final MadeInput input;
    private final Workplace workplace;
    private final SimulationTally tally = new SimulationTally();
    private boolean ended;

    ScenarioPlayer(Scenario scenario, Path folder) {
        this.scenario = scenario;
        this.input = MadeInput.write(folder, scenario.files(), scenario.rowsEach(), scenario.seed());
        this.workplace = Workplace.in(folder, scenario.api())
                .with("dispatch.settle-after", FaultSimulationIT.SETTLE_AFTER.toMillis() + "ms")
                .with("dispatch.ask-again-after", "1s")
                .with("dispatch.breaker-wait", "500ms")
                .with("dispatch.breaker-failures", Integer.toString(scenario.breakerFailures()))
                .with("dyvms.connect-timeout", FaultSimulationIT.REQUEST_TIMEOUT.toMillis() + "ms")
                .with("dyvms.request-timeout", FaultSimulationIT.REQUEST_TIMEOUT.toMillis() + "ms")
                .with("intake.block-bytes", Integer.toString(scenario.blockBytes()))
                .campaign(scenario.rate() + "/s", scenario.inFlight());
        workplace.api().nextCreates(scenario.faults().toArray(Fault[]::new));
    }

    /** What has happened so far. */
    SimulationTally tally() {
        return tally;
    }

    /** Plays the scenario to the end of the run; an {@link AssertionError} says what is wrong. */
    void play() {
        try {
            scenario.processes().forEach(this::process);
            for (int i = 0; i < MOST_PROCESSES_LEFT_ALONE && !ended; i++) {
                process(List.of());
            }
        } finally {
            count();
        }
        verify();
    }

    /** One process with all that happens to it, and those that were started beside it. */
    private void process(List<Disturbance> disturbances) {
        if (ended) {
            return;
        }
        long start = System.nanoTime();
        ApiTotals before = workplace.apiTotals();
        QianhuProcess process = start();
        List<QianhuProcess> others = new ArrayList<>();
        boolean killed = false;
        boolean terminated = false;
        for (Disturbance disturbance : disturbances) {
            await(disturbance, process, start, before);
            if (!process.lives()) {
                break;
            }
            killed |= disturbance.what() == Disturbance.What.KILL;
            terminated |= disturbance.what() == Disturbance.What.TERMINATE;
            disturb(process, disturbance, others);
        }
        int code = process.waitFor(LONGEST_SECONDS);
        if (!killed) {
            judge(process, code, terminated, !others.isEmpty());
        }
        for (QianhuProcess other : others) {
            judge(other, other.waitFor(LONGEST_SECONDS), false, true);
        }
    }

    private QianhuProcess start() {
        tally.add(Count.PROCESSES, 1);
        return workplace.run();
    }

    private void await(Disturbance disturbance, QianhuProcess process, long start, ApiTotals before) {
        // A look at the API in this JVM costs nothing, and the moments right after a request are the dangerous ones.
        int pollMillis = disturbance.when() == Disturbance.When.ROWS_READ ? 10 : 1;
        Awaitility.await()
                .atMost(Duration.ofSeconds(LONGEST_SECONDS))
                .pollInterval(Duration.ofMillis(pollMillis))
                .until(() -> !process.lives() || hasCome(disturbance, start, before));
    }

    private boolean hasCome(Disturbance disturbance, long start, ApiTotals before) {
        ApiTotals now = workplace.apiTotals();
        return switch (disturbance.when()) {
            case MILLISECONDS -> System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(disturbance.amount());
            // When the rows are read, there is nothing left to wait for.
            case ROWS_READ ->
                now.creates() > before.creates() || ActiveRun.rowsRead(workplace.home()) >= disturbance.amount();
            case CREATES -> now.creates() - before.creates() >= disturbance.amount();
            case LOOKUPS -> now.lookups() - before.lookups() >= disturbance.amount();
        };
    }

    private void disturb(QianhuProcess process, Disturbance disturbance, List<QianhuProcess> others) {
        switch (disturbance.what()) {
            case KILL -> {
                tally.add(Count.KILLS, 1);
                process.kill();
            }
            case TERMINATE -> {
                tally.add(Count.TERMINATIONS, 1);
                process.terminate();
            }
            case FREEZE -> freeze(process, disturbance.millis());
            case FREEZE_AND_SECOND_PROCESS -> {
                process.freeze();
                others.add(second());
                freeze(process, disturbance.millis());
            }
            case SECOND_PROCESS -> others.add(second());
            case API_AWAY -> {
                tally.add(Count.API_AWAY, 1);
                workplace.apiGoesAway();
                pass(disturbance.millis());
                workplace.apiReturns();
                workplace.api().nextCreates(scenario.faultsAfterReturn().toArray(Fault[]::new));
            }
        }
    }

    private QianhuProcess second() {
        tally.add(Count.SECOND_PROCESSES, 1);
        return start();
    }

    private void freeze(QianhuProcess process, int millis) {
        tally.add(Count.FREEZES, 1);
        process.freeze();
        pass(millis);
        process.thaw();
    }

    /** Real time, which is what the processes live in. */
    private static void pass(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted within a scenario", e);
        }
    }

    private void judge(QianhuProcess process, int code, boolean terminated, boolean company) {
        switch (code) {
            case COMPLETED, ALREADY_COMPLETED -> ended = true;
            case STOPPED ->
                assertThat(terminated).as("stopped by itself: %s", process).isTrue();
            case JVM_TERMINATED ->
                assertThat(terminated).as("ended by itself: %s", process).isTrue();
            case REFUSED -> {
                assertThat(company).as("refused without need: %s", process).isTrue();
                // One that is there in time to follow upon a process that had stored nothing yet takes a new home.
                assertThat(process.err()).containsAnyOf("is in use by", "--new-home");
                tally.add(Count.TURNED_AWAY, 1);
            }
            case FAILED -> {
                // The clocks are the same one, so a timestamp expires only where a process stood still.
                assertThat(process.err())
                        .as("failed: %s", process)
                        .containsAnyOf("has not answered since", "has answered no lookup", "InvalidTimeStamp.Expired");
                tally.add(Count.FAILED_AND_CONTINUED, 1);
            }
            default -> throw new AssertionError("exit code " + code + ": " + process);
        }
    }

    private void count() {
        tally.add(Count.SEEDS, 1);
        tally.add(Count.ROWS, input.rows());
        tally.add(Count.NUMBERS, input.numbers().length);
        tally.addApi(workplace.apiTotals(), scenario.rate());
        JournalTally journal = SandboxJournal.tally(workplace.journal());
        tally.add(Count.ACCEPTED, journal.numbers());
        tally.add(Count.DUPLICATES, journal.duplicateNumbers());
        if (ended) {
            tally.add(Count.LOSSES, input.numbers().length - acceptedOfTheInput());
            tally.addOutcomes(LedgerOutcomes.of(workplace.home()));
        }
    }

    private long acceptedOfTheInput() {
        try (Stream<AcceptedTask> tasks = SandboxJournal.read(workplace.journal())) {
            Set<Long> distinct = tasks.flatMap(task -> task.callees().stream())
                    .map(Long::valueOf)
                    .collect(java.util.stream.Collectors.toSet());
            return Arrays.stream(input.numbers()).filter(distinct::contains).count();
        }
    }

    private void verify() {
        assertThat(ended)
                .as(
                        "the run comes to its end within %d processes",
                        workplace.processes().size())
                .isTrue();
        Judge.acceptedOnce(workplace.journal(), input);
        Judge.booksOf(workplace.summary(), input);
        Judge.tasksAreThoseOf(workplace.journal(), workplace);
        if (scenario.onceMore()) {
            long before = workplace.apiTotals().creates();
            QianhuProcess again = start();
            assertThat(again.waitFor(LONGEST_SECONDS)).as(again::toString).isEqualTo(ALREADY_COMPLETED);
            assertThat(workplace.apiTotals().creates())
                    .as("submissions after the end")
                    .isEqualTo(before);
        }
        Judge.keepsSecrets(workplace, input);
    }

    @Override
    public void close() {
        workplace.close();
    }
}
