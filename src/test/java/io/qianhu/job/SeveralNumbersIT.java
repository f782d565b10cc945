package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.Books;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Origins;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.number.Multiple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link EveryCommitIT}, with a campaign that takes every number of a cell. */
@Tag("heavy")
class SeveralNumbersIT {
    private static final long SEED = 20_261_122L;
    private static final int BLOCK_BYTES = 512;
    private static final int MOST_COMMITS = 200;
    private static final int ROWS = 500;
    private static final int POOL = 1_600;

    @TempDir
    private Path folder;

    private final List<Path> files = new ArrayList<>();
    /** Where each number comes first, in the order of the files. */
    private final Map<Long, Long> firsts = new LinkedHashMap<>();
    /** Where numbers come again, and which. */
    private final List<List<Long>> repeats = new ArrayList<>();

    private int rows;
    private int numbers;
    private int rejected;
    private int passedOver;

    @BeforeEach
    void writeFiles() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        for (int file = 0; file < 2; file++) {
            StringBuilder text = new StringBuilder("name,phone\n");
            for (int line = 2; line < ROWS + 2; line++) {
                text.append("a,").append(cell(random, Origins.row(file, line))).append('\n');
            }
            files.add(Files.writeString(folder.resolve(file + ".csv"), text));
        }
    }

    /** One to four parts, some of them numbers of which nobody has any; counts what they come to. */
    private String cell(RandomGenerator random, long row) {
        rows++;
        List<String> parts = new ArrayList<>();
        int taken = 0;
        for (int part = random.nextInt(1, 5); part > 0; part--) {
            if (random.nextInt(10) == 0) {
                parts.add("15412345678");
                continue;
            }
            long number = 13_800_000_000L + random.nextInt(POOL);
            parts.add(Long.toString(number));
            taken++;
            if (firsts.putIfAbsent(number, row) != null) {
                repeats.add(List.of(row, number));
            }
        }
        numbers += taken;
        rejected += taken == 0 ? 1 : 0;
        passedOver += taken == 0 ? 0 : parts.size() - taken;
        return String.join(random.nextBoolean() ? "/" : ";", parts);
    }

    @ParameterizedTest
    @EnumSource(FailingCommits.Failure.class)
    void losesAndRepeatsNoNumberWhicheverCommitFails(FailingCommits.Failure failure) throws Exception {
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            FailingCommits commits = new FailingCommits(ledger.dataSource, failure);
            JobOnDisk job = new JobOnDisk(ledger, commits, BLOCK_BYTES);
            for (int commit = 1; commit < MOST_COMMITS; commit++) {
                commits.failAt(commit);
                RunRequest request = new RunRequest(
                        JobOnDisk.campaign(Multiple.TAKE_ALL),
                        files,
                        Target.SANDBOX,
                        failure + "-" + commit,
                        true,
                        true);
                String died = attempt(job, request);
                boolean reached = commits.failed();
                commits.heal();
                job.runs.markInterrupted();

                RunEnd end = job.run(request);
                String when = "after commit " + commit + " failed (" + died + "), seed " + SEED;
                assertThat(end.state()).as(when + ": " + end.message()).isEqualTo(RunState.STOPPED);
                assertWhole(job, end.run(), when);
                if (!reached) {
                    assertThat(commit).as("commits of a run").isGreaterThan(20);
                    return;
                }
            }
            throw new AssertionError("a run has more than " + MOST_COMMITS + " commits");
        }
    }

    private static String attempt(JobOnDisk job, RunRequest request) {
        try {
            return job.run(request).message().english();
        } catch (RuntimeException died) {
            return died.toString();
        }
    }

    private void assertWhole(JobOnDisk job, String run, String when) {
        Map<Long, Long> stored = new LinkedHashMap<>();
        List<Integer> sizes = new ArrayList<>();
        job.intake.eachList(run, list -> {
            long[] nationals = list.callees().nationals();
            long[] origins = list.origins().rows();
            for (int i = 0; i < nationals.length; i++) {
                assertThat(stored.put(nationals[i], origins[i])).as(when).isNull();
            }
            sizes.add(nationals.length);
        });
        List<List<Long>> duplicates = new ArrayList<>();
        job.runs.eachDuplicate(run, (row, first) -> {
            duplicates.add(List.of(row.origin(), row.number().national()));
            assertThat(first).as(when).isEqualTo(firsts.get(row.number().national()));
        });
        assertThat(List.copyOf(stored.entrySet())).as(when).isEqualTo(List.copyOf(firsts.entrySet()));
        assertThat(sizes).as(when).containsExactly(1_000, firsts.size() - 1_000);
        assertThat(duplicates).as(when).isEqualTo(repeats);

        Books books = job.runs.books(run);
        assertThat(books.balanced()).as(when).isTrue();
        assertThat(books)
                .as(when)
                .extracting(
                        Books::rowsRead,
                        Books::rejected,
                        Books::moreNumbers,
                        Books::passedOver,
                        Books::callees,
                        Books::duplicates)
                .containsExactly(
                        (long) rows,
                        (long) rejected,
                        (long) numbers - (rows - rejected),
                        (long) passedOver,
                        (long) firsts.size(),
                        (long) repeats.size());
    }
}
