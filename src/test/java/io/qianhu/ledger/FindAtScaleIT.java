package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.number.Callees;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures; to be run on purpose: {@code mvn verify -DexcludedGroups= -DargLine= -Dit.test=FindAtScaleIT}. With
 * {@code -Druns=} and {@code -Dcallees=} another ledger than 100 runs of 1,000,000.
 */
@Tag("measured")
class FindAtScaleIT {
    private static final int RUNS = Integer.getInteger("runs", 100);
    private static final int CALLEES = Integer.getInteger("callees", 1_000_000);
    private static final long FIRST = 13_000_000_000L;
    private static final long RANGE = 5_000_000_000L;
    private static final int PER_LIST = 1_000;

    @TempDir
    private Path folder;

    @Test
    void findsANumberAndShowsTheBooksOfManyRuns() throws Exception {
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            say("stored", () -> {
                for (int run = 0; run < RUNS; run++) {
                    store(ledger, run);
                }
            });
            say("ledger without index: " + megabytes());
            say("books of all runs, every number counted", () -> books(ledger));
            say("found without index", () -> find(ledger, 3));
            say("indexed", () -> {
                for (int run = 0; run < RUNS; run++) {
                    index(ledger, run);
                }
            });
            say("ledger with index: " + megabytes());
        }
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            say("opened again");
            say("found by index, first time", () -> find(ledger, 1));
            for (int time = 0; time < 5; time++) {
                int sought = time * 7;
                say("found by index", () -> find(ledger, sought));
            }
            say("books of all runs at a glance", () -> glance(ledger));
            say("books of all runs at a glance", () -> glance(ledger));
            say("books of all runs, every number counted", () -> books(ledger));
        }
    }

    private static String id(int run) {
        return String.format(Locale.ROOT, "run%05d", run);
    }

    private static long[] numbers(int run) {
        SplittableRandom random = new SplittableRandom(run);
        long[] numbers = new long[CALLEES];
        for (int i = 0; i < CALLEES; i++) {
            numbers[i] = FIRST + random.nextLong(RANGE);
        }
        return numbers;
    }

    private static void store(LedgerOnDisk ledger, int run) {
        ledger.begin(id(run));
        long[] numbers = numbers(run);
        ledger.transaction.executeWithoutResult(status -> {
            List<CutList> lists = new ArrayList<>();
            for (int from = 0; from < CALLEES; from += PER_LIST) {
                long[] callees = new long[PER_LIST];
                long[] origins = new long[PER_LIST];
                for (int i = 0; i < PER_LIST; i++) {
                    callees[i] = numbers[from + i];
                    origins[i] = Origins.row(0, from + i + 2L);
                }
                lists.add(new CutList(Callees.of(callees), Origins.of(origins)));
            }
            ledger.intake.append(id(run), lists);
            ledger.intake.count(id(run), new Tally(CALLEES, 0, 0, CALLEES, Map.of()));
            ledger.sql(
                    "insert into submission (run_id, list_no, attempt, task_name, nonce, account, signed_at, outcome)"
                            + " select run_id, list_no, 1, run_id || '-' || list_no, 'n', 'a', localtimestamp, 'ACCEPT'"
                            + " from call_list where run_id = '" + id(run) + "'");
            ledger.sql("update call_list set state = 'ACCEPTED', attempt = 1, task_id = list_no where run_id = '"
                    + id(run) + "'");
        });
    }

    private static void index(LedgerOnDisk ledger, int run) {
        ledger.transaction.executeWithoutResult(status -> ledger.intake.finish(id(run)));
        NumberIndexing index = ledger.intake.index(id(run));
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(ledger.transaction.execute(status -> index.segment()));
        }
    }

    private static void find(LedgerOnDisk ledger, int run) {
        long sought = numbers(run % RUNS)[CALLEES / 3];
        long began = System.nanoTime();
        List<FoundNumber> found =
                new NumberFinder(ledger.jdbc, ledger.runs).find(SoughtNumber.of(Long.toString(sought)));
        say(String.format(Locale.ROOT, "  the search alone %.3f s", (System.nanoTime() - began) / 1e9));
        assertThat(found).anyMatch(one -> one.run().id().equals(id(run % RUNS)));
    }

    private static void books(LedgerOnDisk ledger) {
        ledger.runs
                .all()
                .forEach(run ->
                        assertThat(ledger.runs.books(run.id()).balanced()).isTrue());
    }

    private static void glance(LedgerOnDisk ledger) {
        ledger.runs
                .all()
                .forEach(run -> assertThat(ledger.runs.booksAtAGlance(run.id()).balanced())
                        .isTrue());
    }

    private String megabytes() throws Exception {
        return Files.size(folder.resolve("ledger.mv.db")) / 1_000_000 + " MB";
    }

    private static void say(String what, Runnable work) {
        long cpu = cpu();
        long began = System.nanoTime();
        work.run();
        say(String.format(
                Locale.ROOT, "%s: %.3f s, CPU %.3f s", what, (System.nanoTime() - began) / 1e9, (cpu() - cpu) / 1e9));
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
