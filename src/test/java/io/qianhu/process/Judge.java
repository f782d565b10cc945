package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.RunState;
import io.qianhu.report.RunSummary;
import io.qianhu.sandbox.AcceptedTask;
import io.qianhu.sandbox.JournalTally;
import io.qianhu.sandbox.SandboxJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says whether what the API accepted, what the books say and what everybody can see is what it must be. */
final class Judge {
    private static final int LIST = 1000;
    private static final int DIGITS = 11;

    private Judge() {}

    static void nothingTwice(Path journal) {
        JournalTally tally = SandboxJournal.tally(journal);
        assertThat(tally.duplicateNumbers()).as("numbers submitted twice").isZero();
        assertThat(tally.repeatedTaskNames()).as("task names used twice").isZero();
    }

    /** Every distinct number of the input in exactly one accepted task; full lists but for the last. */
    static void acceptedOnce(Path journal, MadeInput input) {
        nothingTwice(journal);
        List<AcceptedTask> tasks;
        try (Stream<AcceptedTask> accepted = SandboxJournal.read(journal)) {
            tasks = accepted.toList();
        }
        long[] numbers = tasks.stream()
                .flatMap(task -> task.callees().stream())
                .mapToLong(Long::parseLong)
                .sorted()
                .toArray();
        assertThat(numbers.length).as("numbers submitted").isEqualTo(input.numbers().length);
        assertThat(numbers).as("exactly the numbers of the input").isEqualTo(input.numbers());
        assertThat((long) tasks.size()).as("tasks").isEqualTo(input.lists());
        long full = tasks.stream().filter(task -> task.callees().size() == LIST).count();
        assertThat(full).as("lists of exactly 1,000").isEqualTo(input.numbers().length / LIST);
    }

    /** The run is completed and its books are those of the input. */
    static void booksOf(RunSummary run, MadeInput input) {
        assertThat(run.state()).isEqualTo(RunState.COMPLETED);
        intakeBooksOf(run, input);
        assertThat(run.calleesSubmitted()).as("submitted").isEqualTo(input.numbers().length);
    }

    /** Every row is read once and accounted for, whatever has become of the lists. */
    static void intakeBooksOf(RunSummary run, MadeInput input) {
        assertThat(run.balanced()).as("the books balance").isTrue();
        assertThat(run.rowsRead()).as("rows read").isEqualTo(input.rows());
        assertThat(run.rejected()).as("rejected").isEqualTo(input.rejected());
        assertThat(run.duplicates()).as("duplicates").isEqualTo(input.duplicates());
        assertThat(run.callees()).as("callees").isEqualTo(input.numbers().length);
    }

    /** Every list of the run is accepted, and the report names the task of each as the API has it. */
    static void tasksAreThoseOf(Path journal, Workplace workplace) {
        Map<String, String> accepted;
        try (Stream<AcceptedTask> tasks = SandboxJournal.read(journal)) {
            accepted = tasks.collect(Collectors.toMap(AcceptedTask::name, task -> Long.toString(task.id())));
        }
        Map<String, String> reported = new HashMap<>();
        Workplace.text(workplace.onlyReport().resolve("tasks.csv"))
                .lines()
                .skip(1)
                .forEach(line -> {
                    List<String> cells = List.of(line.split(",", 7));
                    assertThat(cells.get(2))
                            .as("state of list %s", cells.get(0))
                            .isEqualTo("ACCEPTED");
                    reported.put(cells.get(4), cells.get(5));
                });
        assertThat(reported).as("tasks in the report").isEqualTo(accepted);
    }

    /** What holds numbers is for its owner only, and what is shown or logged holds none. */
    static void keepsSecrets(Workplace workplace, MadeInput input) {
        ownerOnly(workplace.home());
        ownerOnly(workplace.journal());
        ownerOnly(workplace.home().resolve("sandbox").resolve("tasks.jsonl"));
        workplace.processes().forEach(process -> {
            namesNoNumber(process.out(), input);
            namesNoNumber(process.err(), input);
        });
        try (Stream<Path> logs = Files.list(workplace.home().resolve("logs"))) {
            logs.forEach(log -> namesNoNumber(Workplace.text(log), input));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The home closes all below it; what is handed out one by one is closed by itself. */
    private static void ownerOnly(Path path) {
        if (Files.notExists(path)
                || !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(path.toString())
                    .matches("rw[x-]------");
            if (Files.isDirectory(path)) {
                for (String closed : List.of("ledger", "logs", "reports", "sandbox", "control.json")) {
                    ownerOnly(path.resolve(closed));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks at every run of eleven digits, also inside longer ones. */
    static void namesNoNumber(String text, MadeInput input) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            digits = Character.isDigit(text.charAt(i)) ? digits + 1 : 0;
            if (digits >= DIGITS) {
                long number = Long.parseLong(text.substring(i + 1 - DIGITS, i + 1));
                assertThat(input.holds(number))
                        .as("a whole number is shown: %s", line(text, i))
                        .isFalse();
            }
        }
    }

    private static String line(String text, int at) {
        int end = text.indexOf('\n', at);
        return text.substring(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length() : end);
    }
}
