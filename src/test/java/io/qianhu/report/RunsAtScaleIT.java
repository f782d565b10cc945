package io.qianhu.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.LedgerOnDisk;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what {@code runs} and {@code status} read; to be run on purpose: {@code mvn verify -DexcludedGroups= -DargLine=
 * -Dit.test=RunsAtScaleIT}. With {@code -Druns=} and {@code -Dlists=} another ledger than 1,000 runs of 1,000 lists.
 */
@Tag("measured")
class RunsAtScaleIT {
    private static final int RUNS = Integer.getInteger("runs", 1_000);
    private static final int LISTS = Integer.getInteger("lists", 1_000);
    private static final int PER_LIST = 1_000;

    @TempDir
    private Path folder;

    @Test
    void showsTheBooksOfManyRuns() {
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            say("stored", () -> store(ledger));
        }
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder)) {
            RunReports reports = new RunReports(
                    ledger.runs, folder.resolve("reports"), Words.of(Locale.ENGLISH), ZoneId.of("Asia/Shanghai"));
            for (int time = 0; time < 3; time++) {
                say("all runs at a glance", () -> requireAll(reports.all()));
            }
        }
    }

    private static void requireAll(List<RunSummary> runs) {
        assertThat(runs).hasSize(RUNS).allMatch(RunSummary::balanced, "balances");
        assertThat(runs).allMatch(run -> run.calleesSubmitted() == (long) LISTS * PER_LIST, "is whole");
    }

    /** The callees themselves are left out: at a glance their number is read and not they. */
    private static void store(LedgerOnDisk ledger) {
        String runs = "system_range(1, " + RUNS + ")";
        ledger.sql("""
                insert into run (run_id, campaign, target, label, fingerprint, state, intake_settings, intake_done,
                    rows_read, duplicates, callees, stored_callees, index_segments, started_at, finished_at)
                select 'run' || x, 'spring-renewal', 'LIVE', '' || x, repeat('0', 64), 'COMPLETED', '', true,
                    %1$d + 40, 30, %1$d, %1$d, 1, dateadd(minute, x, timestamp '2026-03-02 01:00:00'), localtimestamp
                from %2$s""".formatted(LISTS * PER_LIST, runs));
        ledger.sql("""
                insert into input_file (run_id, file_no, path, size_bytes, sha256, format)
                select 'run' || x, 0, 'numbers.csv', 1, repeat('a', 64), '{}' from %s""".formatted(runs));
        ledger.sql("insert into reject_count (run_id, reason, row_count) select 'run' || x, 'EMPTY', 10 from " + runs);
        ledger.sql("""
                insert into duplicate_block (run_id, block_no, row_count, body)
                select 'run' || r.x, b.x, 1, repeat('00', 20) from %s r, system_range(1, 30) b""".formatted(runs));
        ledger.sql("insert into list_sum (run_id, state, lists, callees) select 'run' || x, 'ACCEPTED', %d, %d from %s"
                .formatted(LISTS, LISTS * PER_LIST, runs));
        for (int run = 1; run <= RUNS; run++) {
            ledger.sql("""
                    insert into call_list (run_id, list_no, callee_count, state, attempt, task_id, changed_at)
                    select 'run%d', x, %d, 'ACCEPTED', 1, x, localtimestamp from system_range(1, %d)""".formatted(run, PER_LIST, LISTS));
        }
    }

    private static void say(String what, Runnable work) {
        long began = System.nanoTime();
        work.run();
        System.out.println(String.format(Locale.ROOT, "%s: %.3f s", what, (System.nanoTime() - began) / 1e9));
    }
}
