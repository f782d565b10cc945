package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code qianhu.ledger.sync: disk} costs: lists a second that get an intent and an outcome. Runs on purpose only. */
@Tag("measured")
class SyncCostIT {
    private static final int ROUNDS = 3;
    private static final int LISTS = 640;

    /** The documented limit of the API, which the ledger must not be what keeps a run from. */
    private static final double NEEDED_PER_SECOND = 100;

    @TempDir
    private Path folder;

    @Test
    void forcingEveryCommitStillAllowsTheRateOfTheApi() throws Exception {
        List<String> figures = new ArrayList<>();
        double slowest = Double.MAX_VALUE;
        for (int round = 1; round <= ROUNDS; round++) {
            for (LedgerSync sync : LedgerSync.values()) {
                for (int threads : new int[] {1, 16}) {
                    double perSecond = listsPerSecond(sync, threads, round);
                    figures.add("round " + round + ", " + sync + ", " + threads + " threads: " + Math.round(perSecond)
                            + " lists/s");
                    slowest = Math.min(slowest, perSecond);
                }
            }
        }
        System.out.println(String.join(System.lineSeparator(), figures));
        assertThat(slowest).as(String.join("; ", figures)).isGreaterThan(NEEDED_PER_SECOND);
    }

    private double listsPerSecond(LedgerSync sync, int threads, int round) throws Exception {
        Path directory = folder.resolve(sync + "-" + threads + "-" + round);
        String url = LedgerOnDisk.url(directory) + ";WRITE_DELAY=0";
        ExecutorService submitters = Executors.newFixedThreadPool(threads);
        try (LedgerOnDisk ledger = new LedgerOnDisk(url, sync::over)) {
            ledger.begin("run");
            ledger.store("run", IntStream.generate(() -> 1_000).limit(LISTS).toArray());
            List<ListRef> lists = ledger.lists.pending("run", LISTS);
            List<Callable<ListRef>> work = new ArrayList<>();
            lists.forEach(list -> work.add(() -> ledger.submit(list, Transition.ACCEPT)));
            long began = System.nanoTime();
            for (Future<ListRef> done : submitters.invokeAll(work)) {
                done.get();
            }
            return LISTS * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - began);
        } finally {
            submitters.shutdownNow();
        }
    }
}
