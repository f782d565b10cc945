package io.qianhu.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.qianhu.campaign.Campaign;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** db-scheduler on this version of H2: each execution is done by one of two schedulers, and a dead one's comes again. */
class OneTableTwoSchedulersTest {
    private static final List<String> CAMPAIGNS =
            IntStream.range(0, 40).mapToObj(n -> "campaign-" + n).toList();

    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private volatile Instant now = HandTicker.START;
    private final Map<String, AtomicInteger> looks = new ConcurrentHashMap<>();

    private Supplier<List<CurrentlyExecuting>> underWay = List::of;
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** Its task only counts, and rests ten minutes each time. */
    @SuppressWarnings("NullAway") // Nothing runs here, so nobody asks for what runs.
    private ManualScheduler scheduler() {
        ScheduleTask task = new ScheduleTask(
                Target.LIVE,
                this::count,
                (campaign, data) -> new ScheduleWorker.Looked(data, now),
                new ScheduleOrders(),
                () -> underWay.get(),
                () -> now);
        SettableClock clock = new SettableClock() {
            @Override
            public Instant now() {
                return OneTableTwoSchedulersTest.this.now;
            }
        };
        TestHelper.ManualSchedulerBuilder builder = TestHelper.createManualScheduler(ledger.dataSource, task);
        builder.clock(clock);
        builder.serializer(new ScheduleJson());
        ManualScheduler scheduler = builder.start();
        underWay = scheduler::getCurrentlyExecuting;
        CAMPAIGNS.forEach(name -> scheduler.scheduleIfNotExists(task.instance(name, ScheduleData.seenAt(now)), now));
        return scheduler;
    }

    private Optional<Campaign> count(String campaign) {
        looks.computeIfAbsent(campaign, name -> new AtomicInteger()).incrementAndGet();
        meanwhile.run();
        return Optional.empty();
    }

    private List<Integer> counts() {
        return CAMPAIGNS.stream()
                .map(name -> looks.getOrDefault(name, new AtomicInteger()).get())
                .toList();
    }

    @Test
    void doNothingTwiceAndLeaveNothing() throws Exception {
        ManualScheduler one = scheduler();
        ManualScheduler other = scheduler();
        for (int round = 1; round <= 5; round++) {
            bothRun(one, other);
            assertThat(counts()).containsOnly(round);
            now = now.plus(Duration.ofMinutes(10));
        }
    }

    private static void bothRun(ManualScheduler one, ManualScheduler other) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Thread second = new Thread(() -> runAll(other, together));
        second.start();
        runAll(one, together);
        second.join();
    }

    /** A poll takes some of what is due, and each next one more. */
    private static void runAll(ManualScheduler scheduler, CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        for (int poll = 0; poll < CAMPAIGNS.size(); poll++) {
            scheduler.runAnyDueExecutions();
        }
    }

    @Test
    void whatADeadProcessWasAtComesAgain() {
        ManualScheduler living = scheduler();
        ledger.jdbc
                .sql("update scheduled_tasks set picked = true, picked_by = 'dead', last_heartbeat = ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        living.runDeadExecutionDetection();
        living.runAnyDueExecutions();
        assertThat(looks).as("it may still live").isEmpty();

        now = now.plus(Duration.ofHours(1));
        living.runDeadExecutionDetection();
        for (int poll = 0; poll < CAMPAIGNS.size(); poll++) {
            living.runAnyDueExecutions();
        }
        assertThat(counts()).containsOnly(1);
    }

    @Test
    void whatIsUnderWayIsNotDeadWhenTheMachineHasSlept() {
        ManualScheduler living = scheduler();
        meanwhile = () -> {
            now = now.plus(Duration.ofHours(1));
            living.runDeadExecutionDetection();
        };
        living.runAnyDueExecutions();

        assertThat(ledger.jdbc
                        .sql("select count(*) from scheduled_tasks where picked or last_success is null")
                        .query(Integer.class)
                        .single())
                .as("what was under way has come to its end as if nothing had been")
                .isEqualTo(CAMPAIGNS.size() - looks.size());
    }

    @Test
    void whoeverHoldsTheHomeTakesItOverAtOnce() {
        ManualScheduler living = scheduler();
        ledger.sql("update scheduled_tasks set picked = true, picked_by = 'dead'");
        new ScheduleStore(ledger.jdbc, Target.LIVE).revive(now);
        for (int poll = 0; poll < CAMPAIGNS.size(); poll++) {
            living.runAnyDueExecutions();
        }
        assertThat(counts()).containsOnly(1);
    }
}
