package io.qianhu.report;

import io.qianhu.ledger.Books;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunFile;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import io.qianhu.number.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what a run leaves for people and programs to read: {@code summary.json}, {@code summary.txt}, {@code
 * run.html}, {@code rejects.csv}, {@code duplicates.csv}, {@code suppressed.csv} and {@code tasks.csv} in a directory of
 * the run's name.
 * Everything comes from the ledger, so the reports can be written again at any time, and they are the same bytes as
 * long as the ledger is the same.
 */
public final class RunReports {
    private final RunStore store;
    private final Path reportsDir;
    private final SummaryText text;
    private final RunPage page;

    /**
     * @param reportsDir where the directories of the runs are; made when the first report is written
     * @param words the language of {@code summary.txt} and {@code run.html}
     * @param zone in which they show times
     */
    public RunReports(RunStore store, Path reportsDir, Words words, ZoneId zone) {
        this.store = store;
        this.reportsDir = reportsDir;
        this.text = new SummaryText(words, zone);
        this.page = new RunPage(words, new Times(zone));
    }

    /**
     * The run and its books as the ledger has them now.
     *
     * @throws IllegalArgumentException when the ledger has no such run
     */
    public RunSummary summary(String run) {
        return summary(require(run), store.books(run));
    }

    /** All runs and their books as they are seen at a glance, the latest first. */
    public List<RunSummary> all() {
        return store.all().stream()
                .map(run -> summary(run, store.booksAtAGlance(run.id())))
                .toList();
    }

    /**
     * One run and its books as they are seen at a glance.
     *
     * @param run its id; empty for the latest run
     */
    public Optional<RunSummary> atAGlance(String run) {
        Optional<Run> found = run.isEmpty() ? store.all().stream().findFirst() : store.find(run);
        return found.map(one -> summary(one, store.booksAtAGlance(one.id())));
    }

    /**
     * Writes all reports of the run over those that are there. A crash leaves each report old or new, never in parts. Of
     * a purged run those with rows of the input are not written.
     *
     * @return the directory that holds them
     * @throws IllegalArgumentException when the ledger has no such run
     * @throws UncheckedIOException when a report cannot be written
     */
    public synchronized Path write(String run) {
        Run found = require(run);
        Path path = reportsDir.resolve(found.id());
        List<RunFile> files = store.files(run);
        try {
            OwnerOnlyDirectory directory = OwnerOnlyDirectory.at(path);
            if (found.purgedAt() == null) {
                directory.replace("rejects.csv", new RejectsFile(store, run, files)::write);
                directory.replace("duplicates.csv", new DuplicatesFile(store, run, files)::write);
                directory.replace("suppressed.csv", new SuppressedFile(store, run, files)::write);
            }
            directory.replace("tasks.csv", new TasksFile(store, run)::write);
            RunSummary summary = summary(run);
            directory.replace("summary.txt", out -> out.write(text.render(summary)));
            RunPage.NeedsPerson person = new RunPage.NeedsPerson();
            store.eachList(run, person::add);
            directory.replace("run.html", out -> page.write(summary, store.submissionHistory(run), person, out));
            directory.replace(
                    "summary.json", out -> out.append(summary.toJson()).append('\n'));
        } catch (IOException e) {
            throw new WordedIOException(Message.of("report.reports-run-cannot-written", run, path), e);
        }
        return path;
    }

    /** The files as exports name them; made once, not for each of many million rows. */
    static List<String> shownPaths(List<RunFile> files) {
        return files.stream().map(file -> Shown.line(file.path())).toList();
    }

    /** The summary as text in the language of the reports. */
    public String text(RunSummary summary) {
        return text.render(summary);
    }

    /**
     * Deletes all reports of the run; without effect when there are none.
     *
     * @throws UncheckedIOException when that is not possible
     */
    public synchronized void delete(String run) {
        Path path = reportsDir.resolve(require(run).id());
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> reports = Files.list(path)) {
            for (Path report : reports.toList()) {
                Files.delete(report);
            }
            Files.delete(path);
        } catch (IOException e) {
            throw new WordedIOException(Message.of("report.reports-run-cannot-deleted", run, path), e);
        }
    }

    private RunSummary summary(Run run, Books books) {
        return RunSummary.of(run, store.files(run.id()), store.suppression(run.id()), books);
    }

    private Run require(String run) {
        return store.find(run).orElseThrow(() -> new IllegalArgumentException("the ledger has no run " + run));
    }
}
