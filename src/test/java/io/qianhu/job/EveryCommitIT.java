package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.CalledScope;
import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Origins;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Fails each commit of a run in turn, those of Spring Batch among them; the next run of the same command sets all right. */
class EveryCommitIT {
    private static final int BLOCK_BYTES = 256;
    private static final int MOST_COMMITS = 200;
    private static final long FIRST = 13_800_000_000L;
    private static final int DISTINCT = 1_300;
    private static final int SUPPRESSED = 60;

    /** Numbers of the first list that come once more when it is stored and the next one has begun. */
    private static final int AGAIN = 50;

    @TempDir
    private Path folder;

    private Path first;
    private Path second;
    private Campaign campaign;

    @BeforeEach
    void writeFiles() throws IOException {
        first = Files.writeString(folder.resolve("first.csv"), rows(0, 900) + "no number\n");
        second = Files.writeString(
                folder.resolve("second.csv"),
                rows(800, DISTINCT) + "12\n\n" + rows(7_000, 7_000 + SUPPRESSED).substring(6)
                        + rows(0, AGAIN).substring(6));
        Path suppressed = Files.writeString(folder.resolve("dnc.csv"), rows(7_000, 7_000 + SUPPRESSED));
        campaign = JobOnDisk.campaign(new NumberSettings(
                NumberSettings.DEFAULT_ACCEPT,
                NumberSettings.DEFAULT_MULTIPLE,
                List.of(suppressed.toString()),
                NumberSettings.DEFAULT_UNREADABLE,
                null,
                CalledScope.ANY));
    }

    private RunRequest request(String label) {
        return new RunRequest(campaign, List.of(first, second), Target.SANDBOX, label, true, true);
    }

    private static String rows(int from, int to) {
        StringBuilder rows = new StringBuilder("phone\n");
        LongStream.range(FIRST + from, FIRST + to)
                .forEach(number -> rows.append(number).append('\n'));
        return rows.toString();
    }

    @ParameterizedTest
    @EnumSource(FailingCommits.Failure.class)
    void losesAndRepeatsNoRowWhicheverCommitFails(FailingCommits.Failure failure) throws Exception {
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            FailingCommits commits = new FailingCommits(ledger.dataSource, failure);
            JobOnDisk job = new JobOnDisk(ledger, commits, BLOCK_BYTES);
            int commit = 0;
            do {
                commit++;
                commits.failAt(commit);
                RunRequest request = request(failure + "-" + commit);
                String died = attempt(job, request);
                boolean reached = commits.failed();
                commits.heal();
                job.runs.markInterrupted();

                RunEnd end = job.run(request);
                assertThat(end.state())
                        .as("after commit %d failed (%s): %s", commit, died, end.message())
                        .isEqualTo(RunState.STOPPED);
                assertWhole(job, end.run(), "after commit " + commit + " failed (" + died + ")");
                if (!reached) {
                    assertThat(commit).as("commits of a run").isGreaterThan(20);
                    return;
                }
            } while (commit < MOST_COMMITS);
            throw new AssertionError("a run has more than " + MOST_COMMITS + " commits");
        }
    }

    /** Spring Batch has moved the position in memory by then, and stores it once more when the step has failed. */
    @Test
    void losesNoRowWhicheverPositionCannotBeStored() throws Exception {
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            FailingPositions positions = new FailingPositions();
            JobOnDisk job =
                    new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), BLOCK_BYTES, positions::in);
            for (int position = 1; position < MOST_COMMITS; position++) {
                positions.failAt(position);
                RunRequest request = request("position-" + position);
                String died = attempt(job, request);
                boolean reached = positions.failed();
                job.runs.markInterrupted();

                RunEnd end = job.run(request);
                assertWhole(job, end.run(), "after position " + position + " was not stored (" + died + ")");
                if (!reached) {
                    assertThat(position).as("positions of a run").isGreaterThan(5);
                    return;
                }
            }
            throw new AssertionError("a run stores more than " + MOST_COMMITS + " positions");
        }
    }

    /** The rows of a file, counted from 0 below its header. */
    private static LongStream origins(int file, int from, int to) {
        return LongStream.range(from, to).map(row -> Origins.row(file, row + 2));
    }

    private static String attempt(JobOnDisk job, RunRequest request) {
        try {
            return job.run(request).message().english();
        } catch (RuntimeException died) {
            return died.toString();
        }
    }

    private static void assertWhole(JobOnDisk job, String run, String when) {
        Books books = job.runs.books(run);
        List<Long> stored = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        List<Long> origins = new ArrayList<>();
        job.intake.eachList(run, list -> {
            sizes.add(list.size());
            LongStream.of(list.callees().nationals()).forEach(stored::add);
            LongStream.of(list.origins().rows()).forEach(origins::add);
        });
        Map<Long, Long> duplicates = new LinkedHashMap<>();
        job.runs.eachDuplicate(run, (row, first) -> duplicates.put(row.origin(), first));
        assertThat(stored).as(when).hasSize(DISTINCT).doesNotHaveDuplicates();
        assertThat(stored).as(when).isSorted().startsWith(FIRST).endsWith(FIRST + DISTINCT - 1);
        assertThat(sizes).as(when).containsExactly(1000, DISTINCT - 1000);
        assertThat(origins)
                .as(when)
                .isEqualTo(LongStream.concat(origins(0, 0, 900), origins(1, 100, DISTINCT - 800))
                        .boxed()
                        .toList());
        assertThat(duplicates.keySet())
                .as(when)
                .containsExactlyElementsOf(LongStream.concat(origins(1, 0, 100), origins(1, 562, 562 + AGAIN))
                        .boxed()
                        .toList());
        assertThat(duplicates.values())
                .as(when)
                .containsExactlyElementsOf(LongStream.concat(origins(0, 800, 900), origins(0, 0, AGAIN))
                        .boxed()
                        .toList());
        assertThat(books.balanced()).as(when).isTrue();
        assertThat(books.rowsRead()).as(when).isEqualTo(1402 + SUPPRESSED + AGAIN);
        List<Long> suppressed = new ArrayList<>();
        job.runs.eachSuppressed(run, row -> suppressed.add(row.number().national()));
        assertThat(suppressed)
                .as(when)
                .isEqualTo(LongStream.range(FIRST + 7_000, FIRST + 7_000 + SUPPRESSED)
                        .boxed()
                        .toList());
        assertThat(books.suppressed()).as(when).isEqualTo(SUPPRESSED);
        assertThat(job.runs.suppression(run).get(0).suppressed()).as(when).isEqualTo(SUPPRESSED);
        assertThat(books.duplicates()).as(when).isEqualTo(100 + AGAIN);
        assertThat(books.rejected()).as(when).isEqualTo(2);
    }
}
