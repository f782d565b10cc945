package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.process.SimulationTally.Count;
import io.qianhu.sandbox.AcceptedTask;
import io.qianhu.sandbox.Fault;
import io.qianhu.sandbox.JournalTally;
import io.qianhu.sandbox.SandboxJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
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

    /** What was accepted last is listed by then. */
    private static final Duration UNTIL_SHOWN =
            FaultSimulationIT.SLOWNESS.plus(FaultSimulationIT.LATEST_LISTING).plus(FaultSimulationIT.BUSY_MACHINE);

    private static final int MOST_PROCESSES_LEFT_ALONE = 8;
    private static final int COMPLETED = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final int ATTENTION = 3;
    private static final int ALREADY_COMPLETED = 4;
    private static final int STOPPED = 5;

    /** What the JVM answers to SIGTERM by itself: the program had not begun yet. */
    private static final int JVM_TERMINATED = 143;

    private final Scenario scenario;
    private final MadeInput input;
    private final Workplace workplace;
    private final SimulationTally tally = new SimulationTally();
    private final SplittableRandom person;
    private final Path backup;
    private final Path otherHome;
    private boolean ended;

    /** What a person has given up, or the whole run, need not be what the input was. */
    private boolean givenUp;

    ScenarioPlayer(Scenario scenario, Path folder) {
        this.scenario = scenario;
        this.person = new SplittableRandom(~scenario.seed());
        this.backup = folder.resolve("backup");
        this.otherHome = folder.resolve("other");
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
                process(Act.LEFT_ALONE);
            }
        } finally {
            count();
        }
        verify();
    }

    /** One process with all that happens to it, and those that were started beside it. */
    private void process(Act act) {
        if (ended) {
            return;
        }
        boolean another = finds(act) == Act.Home.ANOTHER;
        workplace.api().listsNothing(act.listsNothing());
        tally.add(Count.LISTED_NOTHING, act.listsNothing() ? 1 : 0);
        long start = System.nanoTime();
        ApiTotals before = workplace.apiTotals();
        QianhuProcess process = another ? start("--qianhu.home=" + otherHome) : start();
        List<QianhuProcess> others = new ArrayList<>();
        boolean killed = false;
        boolean terminated = false;
        for (Disturbance disturbance : act.disturbances()) {
            await(disturbance, process, start, before);
            if (!process.lives()) {
                break;
            }
            killed |= disturbance.what() == Disturbance.What.KILL;
            terminated |= disturbance.what() == Disturbance.What.TERMINATE;
            disturb(process, disturbance, others);
            workplace.api().listsNothing(act.listsNothing());
        }
        int code = process.waitFor(LONGEST_SECONDS);
        // A person acts when nobody works on the run any more.
        List<Integer> codes =
                others.stream().map(other -> other.waitFor(LONGEST_SECONDS)).toList();
        workplace.api().listsNothing(false);
        if (another) {
            // Whatever it says is forgotten with it; the journal remembers, once all that is under way is shown.
            pass(UNTIL_SHOWN);
            Folders.delete(otherHome);
        } else if (!killed) {
            judge(process, code, terminated, !others.isEmpty());
        }
        for (int i = 0; i < others.size(); i++) {
            judge(others.get(i), codes.get(i), false, true);
        }
    }

    /** What the process finds; as it is, as long as nothing is submitted, since lists that are cut anew may hold others. */
    private Act.Home finds(Act act) {
        Act.Home home = workplace.apiTotals().creates() == 0 ? Act.Home.AS_IT_IS : act.home();
        switch (home) {
            case AS_IT_IS -> {}
            case PUT_BACK -> {
                if (Files.exists(backup)) {
                    pass(UNTIL_SHOWN);
                    Folders.copy(backup, workplace.home());
                    tally.add(Count.HOMES_PUT_BACK, 1);
                } else {
                    Folders.copy(workplace.home(), backup);
                }
            }
            case ANOTHER -> {
                pass(UNTIL_SHOWN);
                Folders.copy(workplace.home(), otherHome);
                tally.add(Count.COPIES_WORKED_IN, 1);
            }
        }
        return home;
    }

    private QianhuProcess start(String... more) {
        tally.add(Count.PROCESSES, 1);
        return workplace.run(more);
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
                pass(Duration.ofMillis(disturbance.millis()));
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
        pass(Duration.ofMillis(millis));
        process.thaw();
    }

    /** Real time, which is what the processes live in. */
    private static void pass(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
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
            case ATTENTION -> personActs(process);
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

    /**
     * Takes over what another home has submitted, says that the account is in order whose first list is not listed, or
     * decides the lists that are held, at times wrongly first.
     */
    private void personActs(QianhuProcess process) {
        String run = workplace.onlyReport().getFileName().toString();
        if (process.out().contains("the service has tasks of this run that this home does not know")) {
            reconcile(run);
            return;
        }
        if (process.out().contains("If the account is in order: qianhu resume " + run)) {
            workplace.start("resume", run, "--by", "li").exits(COMPLETED);
            tally.add(Count.DECISIONS, 1);
            return;
        }
        pass(FaultSimulationIT.SETTLE_AFTER);
        List<List<String>> held = ofTasksCsv("HELD");
        assertThat(held).as("what needs a person: %s", process).isNotEmpty();
        held.forEach(cells -> decide(run, cells.get(0)));
    }

    /** What cannot be taken over is given up. */
    private void reconcile(String run) {
        QianhuProcess reconcile = workplace.start("reconcile", run, "--by", "li");
        int code = reconcile.waitFor(LONGEST_SECONDS);
        if (code != REFUSED) {
            assertThat(code).as(reconcile::toString).isIn(COMPLETED, ATTENTION, STOPPED);
            tally.add(Count.RECONCILED, 1);
            return;
        }
        if (reconcile.err().contains("there is nothing to reconcile")) {
            // That was said after the process beside it.
            return;
        }
        assertThat(reconcile.err()).as("only what contradicts is refused").contains("cannot be taken over");
        assertThat(workplace.start("cancel", run, "--by", "li").waitFor(LONGEST_SECONDS))
                .isEqualTo(COMPLETED);
        tally.add(Count.CANCELLED, 1);
        givenUp = true;
        ended = true;
    }

    private void decide(String run, String list) {
        Optional<String> task = taskOf(run, list);
        tally.add(Count.DECISIONS, 1);
        if (person.nextInt(2) == 0) {
            decideWrongly(run, list, task);
        }
        if (task.isEmpty() ? says(run, list, "--resubmit") : says(run, list, "--accepted", task.get())) {
            return;
        }
        assertThat(says(run, list, "--abandon"))
                .as("list %s can be given up", list)
                .isTrue();
        givenUp = true;
    }

    /** Whoever does not look, or looks at the wrong line, is told so. */
    private void decideWrongly(String run, String list, Optional<String> task) {
        boolean asked = false;
        if (task.isPresent() && person.nextBoolean()) {
            asked = true;
            assertThat(says(run, list, "--resubmit"))
                    .as("list %s may go out again though it has task %s", list, task.get())
                    .isFalse();
        } else {
            List<List<String>> accepted = ofTasksCsv("ACCEPTED");
            if (!accepted.isEmpty()) {
                asked = true;
                String another = accepted.get(person.nextInt(accepted.size())).get(5);
                assertThat(says(run, list, "--accepted", another))
                        .as("list %s has the task %s of another one", list, another)
                        .isFalse();
            }
        }
        tally.add(Count.WRONG_DECISIONS_REFUSED, asked ? 1 : 0);
    }

    /** Whether it was taken. */
    private boolean says(String run, String list, String... decision) {
        List<String> words = new ArrayList<>(List.of("resolve", run, list, "--by", "li"));
        words.addAll(List.of(decision));
        QianhuProcess resolve = workplace.start(words.toArray(String[]::new));
        int code = resolve.waitFor(LONGEST_SECONDS);
        assertThat(code).as(resolve::toString).isIn(COMPLETED, REFUSED, ATTENTION);
        return code != REFUSED;
    }

    /** The task that the journal has of a list, at whichever attempt. */
    private Optional<String> taskOf(String run, String list) {
        String of = "-" + run + String.format(Locale.ROOT, "-%04d", Integer.valueOf(list));
        try (Stream<AcceptedTask> tasks = SandboxJournal.read(workplace.journal())) {
            return tasks.filter(task -> task.name().contains(of))
                    .map(task -> Long.toString(task.id()))
                    .findFirst();
        }
    }

    private List<List<String>> ofTasksCsv(String state) {
        return Workplace.text(workplace.onlyReport().resolve("tasks.csv"))
                .lines()
                .skip(1)
                .map(line -> List.of(line.split(",", 7)))
                .filter(cells -> cells.get(2).equals(state))
                .toList();
    }

    private void count() {
        tally.add(Count.SEEDS, 1);
        tally.add(Count.ROWS, input.rows());
        tally.add(Count.NUMBERS, input.numbers().length);
        tally.addApi(workplace.apiTotals(), scenario.rate());
        JournalTally journal = SandboxJournal.tally(workplace.journal());
        tally.add(Count.ACCEPTED, journal.numbers());
        tally.add(Count.DUPLICATES, journal.duplicateNumbers());
        if (ended && !givenUp) {
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
        if (givenUp) {
            Judge.nothingTwice(workplace.journal());
            Judge.keepsSecrets(workplace, input);
            return;
        }
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
