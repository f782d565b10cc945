package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.report.RunSummary;
import io.qianhu.sandbox.AcceptedTask;
import io.qianhu.sandbox.JournalTally;
import io.qianhu.sandbox.SandboxJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders to the real program while it serves a campaign, in the midst of its submissions. */
@Tag("heavy")
class ServeOrdersIT {
    private static final Duration LONGER_THAN_A_MINUTE = Duration.ofSeconds(150);

    /** One list in three seconds: whoever starts a command meanwhile finds the run in the midst of it. */
    private static final String SLOW = "20/min";

    private static final String FAST = "50/s";

    @Test
    void aRunIsPausedAndResumedAndAnotherCancelledAndTheCampaignGoesOn(@TempDir Path folder) throws IOException {
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            MadeInput first = inbox(folder, "first", 20_000, 41);
            write(workplace, SLOW);
            QianhuProcess served = workplace.start("serve", "--campaigns", "campaigns");

            String paused = activeAfterCreates(workplace, served, 2);
            assertThat(workplace
                            .start("pause", paused, "--by", "wang.li")
                            .exits(0)
                            .out())
                    .contains("run " + paused + " stops at its next list");
            await(served, () -> run(workplace, paused).state() == RunState.PAUSED);
            long sent = workplace.api().createsReceived();
            assertThat(sent).isLessThan(first.lists());
            campaign(workplace, served, FAST);
            await(served, () -> served.out().contains("waits, since run " + paused + " is paused"));
            assertThat(workplace.api().createsReceived()).as("it stands").isEqualTo(sent);
            assertThat(workplace.start("status").exits(0).out()).contains("paused by wang.li");

            assertThat(workplace.start("resume", paused).exits(0).out()).contains("released pause", "it goes on");
            await(served, () -> run(workplace, paused).state() == RunState.COMPLETED);
            Judge.acceptedOnce(workplace.journal(), first);

            campaign(workplace, served, SLOW);
            MadeInput second = inbox(folder, "second", 20_000, 43, first);
            String cancelled = activeAfterCreates(workplace, served, first.lists() + 2);
            assertThat(workplace
                            .start("resolve", cancelled, "1", "--abandon")
                            .exits(2)
                            .err())
                    .contains("run " + cancelled + " is being worked on by process", "wait for it");
            assertThat(workplace
                            .start("cancel", cancelled, "--by", "wang.li", "--reason", "wrong script")
                            .exits(0)
                            .out())
                    .contains("run " + cancelled + " ends at its next list");
            await(served, () -> run(workplace, cancelled).state() == RunState.COMPLETED);
            RunSummary given = run(workplace, cancelled);
            assertThat(given.balanced()).isTrue();
            assertThat(given.calleesSubmitted()).isPositive();
            assertThat(given.lists().get(ListState.ABANDONED)).isPositive();
            assertThat(given.calleesSubmitted() + given.calleesAbandoned()).isEqualTo(second.numbers().length);
            assertThat(workplace
                            .start("cancel", cancelled, "--by", "zhao")
                            .exits(0)
                            .out())
                    .contains("it was cancelled by wang.li: wrong script", "already, and that stands");

            campaign(workplace, served, FAST);
            MadeInput third = inbox(folder, "third", 3_000, 47, first, second);
            long all = first.numbers().length + given.calleesSubmitted() + third.numbers().length;
            await(served, () -> SandboxJournal.tally(workplace.journal()).numbers() >= all);
            served.terminate().exits(0);

            JournalTally tally = SandboxJournal.tally(workplace.journal());
            assertThat(tally.numbers()).isEqualTo(all);
            assertThat(tally.duplicateNumbers()).isZero();
            assertThat(tally.repeatedTaskNames()).isZero();
            Set<Long> accepted = accepted(workplace);
            assertThat(Arrays.stream(third.numbers()).allMatch(accepted::contains))
                    .isTrue();
            assertThat(Arrays.stream(second.numbers())
                            .filter(accepted::contains)
                            .count())
                    .as("what was given up was never submitted")
                    .isEqualTo(given.calleesSubmitted());
            assertThat(Workplace.text(workplace
                            .home()
                            .resolve("reports")
                            .resolve(cancelled)
                            .resolve("summary.txt")))
                    .contains("wrong script");
            Judge.keepsSecrets(workplace, first);
        }
    }

    /** Nobody has to end what serves the other campaigns, to decide about the lists of one run in the morning. */
    @Test
    void whatAPersonDecidesInTheMorningIsRecordedAndCarriedOutWhileItServes(@TempDir Path folder) throws IOException {
        try (Workplace workplace = Workplace.in(
                folder, Map.of("faults.refuse-with", "isv.MOBILE_NUMBER_ILLEGAL", "faults.refuse-every", "3"))) {
            MadeInput input = inbox(folder, "first", 7_000, 53);
            write(workplace, FAST);
            QianhuProcess served = workplace.start("serve", "--campaigns", "campaigns");
            await(
                    served,
                    () -> ActiveRun.summary(workplace.home())
                            .filter(run -> run.state() == RunState.ATTENTION)
                            .isPresent());
            String run = ActiveRun.summary(workplace.home()).orElseThrow().run();
            Path tasks = workplace.home().resolve("reports").resolve(run).resolve("tasks.csv");
            await(served, () -> Files.exists(tasks));
            List<String> refused = Workplace.text(tasks)
                    .lines()
                    .filter(line -> line.contains(",REFUSED,"))
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
            assertThat(refused).hasSize(2);

            QianhuProcess given = workplace
                    .start("resolve", run, refused.get(0), "99", "--abandon", "--by", "wang.li")
                    .exits(2);
            assertThat(given.out()).contains("list " + refused.get(0) + ": REFUSED -> ABANDONED, decided by wang.li");
            assertThat(given.err()).contains("run " + run + " has no list 99");
            assertThat(workplace
                            .start("resolve", run, refused.get(1), "--resubmit")
                            .exits(0)
                            .out())
                    .contains("REFUSED -> PENDING", "run " + run + " is STOPPED");
            await(served, () -> run(workplace, run).state() == RunState.COMPLETED);
            assertThat(workplace.start("report", run).exits(0).out()).contains("Reports: ", run);
            assertThat(Workplace.text(tasks)).contains("ABANDON_REFUSED by wang.li");
            assertThat(workplace.start("report", "nosuchru").exits(2).err()).contains("there is no run nosuchru");
            served.terminate().exits(0);

            RunSummary done = RunSummary.fromJson(
                    workplace.start("status", run, "--json").exits(0).out());
            assertThat(done.balanced()).isTrue();
            assertThat(done.lists().get(ListState.ABANDONED)).isOne();
            assertThat(done.calleesSubmitted() + done.calleesAbandoned()).isEqualTo(input.numbers().length);
            JournalTally tally = SandboxJournal.tally(workplace.journal());
            assertThat(tally.numbers()).isEqualTo(done.calleesSubmitted());
            assertThat(tally.duplicateNumbers()).isZero();
        }
    }

    private static Set<Long> accepted(Workplace workplace) {
        try (Stream<AcceptedTask> tasks = SandboxJournal.read(workplace.journal())) {
            return tasks.flatMap(task -> task.callees().stream())
                    .map(Long::valueOf)
                    .collect(Collectors.toSet());
        }
    }

    /** Waits until so many requests have come since the beginning, and gives the run that is worked on. */
    private static String activeAfterCreates(Workplace workplace, QianhuProcess served, long creates) {
        await(served, () -> workplace.api().createsReceived() >= creates);
        RunSummary active = ActiveRun.summary(workplace.home()).orElseThrow();
        assertThat(active.state()).isEqualTo(RunState.RUNNING);
        return active.run();
    }

    private static RunSummary run(Workplace workplace, String id) {
        return ActiveRun.all(workplace.home()).stream()
                .filter(run -> run.run().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The campaign's file changes, and the process that serves it has seen that. */
    private static void campaign(Workplace workplace, QianhuProcess served, String rate) throws IOException {
        long before = changes(served);
        write(workplace, rate);
        await(served, () -> changes(served) > before);
    }

    private static long changes(QianhuProcess served) {
        return served.out().lines().filter(line -> line.contains("spring.yml ")).count();
    }

    private static void write(Workplace workplace, String rate) throws IOException {
        Files.createDirectories(workplace.folder().resolve("campaigns"));
        workplace.write("campaigns/spring.yml", """
                name: spring-renewal
                task: { name: 春季回访, dialog-id: 1234567 }
                schedule: { cron: "* * * * *" }
                inbox: { folder: exports, quiet-for: 1s }
                dispatch: { rate: %s, window: always }
                """.formatted(rate));
    }

    /** A file that comes into the inbox as a whole, with no number of the others. */
    private static MadeInput inbox(Path folder, String name, int rows, long seed, MadeInput... others)
            throws IOException {
        Path made = Files.createDirectories(folder.resolve("made-" + name));
        MadeInput input = MadeInput.write(made, 1, rows, seed);
        for (long next = seed + 100; sharesANumber(input, others); next++) {
            input = MadeInput.write(made, 1, rows, next);
        }
        Files.move(
                made.resolve("made-1.csv"),
                Files.createDirectories(folder.resolve("exports")).resolve(name + ".csv"));
        return input;
    }

    private static boolean sharesANumber(MadeInput input, MadeInput... others) {
        return Arrays.stream(input.numbers())
                .anyMatch(number -> Arrays.stream(others).anyMatch(other -> other.holds(number)));
    }

    private static void await(QianhuProcess process, Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(LONGER_THAN_A_MINUTE)
                .pollInterval(Duration.ofMillis(100))
                .failFast("it ended: " + process, () -> !process.lives())
                .until(condition);
    }
}
