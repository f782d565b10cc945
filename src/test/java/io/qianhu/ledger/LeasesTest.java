package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Two processes on one database; each has monotonic time of its own, which the test moves. */
class LeasesTest {
    private static final String RUN = "k3f9x2mq";
    private static final LeaseTimes TIMES = LeaseTimes.DEFAULT;

    private final HandMovedTime firstTime = new HandMovedTime();
    private final HandMovedTime secondTime = new HandMovedTime();
    private final LedgerOnDisk ledger;

    /** As many as are needed: the common pool has one thread on a machine with two cores, from JDK 25 on at least. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final LeaseStore store;
    private final Leases first;
    private final Leases second;

    LeasesTest(@TempDir Path directory) {
        ledger = new LedgerOnDisk(directory);
        store = new JdbcLeaseStore(ledger.jdbc, new JdbcTransactionManager(ledger.dataSource));
        first = ledger.leases(TIMES, firstTime);
        second = ledger.leases(TIMES, secondTime);
    }

    @BeforeEach
    void beginRun() {
        ledger.begin(RUN);
        ledger.sql("delete from run_lease");
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        ledger.close();
    }

    @Test
    void aLeaseThatNobodyHasIsTakenAtOnceAndItsTokensOnlyGrow() {
        first.take(RUN).close();
        assertThat(row()).isEqualTo(new LeaseRow(RUN, 1, 0, null));

        RunLease lease = second.take(RUN);

        assertThat(lease.token()).isEqualTo(2);
        assertThat(second.holds(RUN)).isTrue();
        assertThat(first.holds(RUN)).isFalse();
        assertThat(secondTime.passed()).isZero();
    }

    /** As in the dispatch step, whose chunk has a transaction of its own around every list. */
    @Test
    void whoStoodStillProvesItsLeaseInsideATransactionAndWritesAtOnce() {
        first.take(RUN);
        ledger.intake.append(RUN, List.of(LedgerOnDisk.cut(0, 1)));
        ListStore lists = ledger.lists(first);
        firstTime.pass(TIMES.validFor().plusSeconds(1));

        ledger.transaction.executeWithoutResult(status -> {
            assertThat(lists.holds(RUN)).isTrue();
            lists.intend(new ListRef(RUN, 1, 0, 1), new Intent("task", "nonce", LedgerOnDisk.NOW, "account"));
            status.setRollbackOnly();
        });

        assertThat(row().beat()).as("the beat is committed").isEqualTo(1);
    }

    @Test
    void anOwnerWhoseBeatChangesIsNotDisturbedAndNamed() {
        RunLease lease = first.take(RUN);
        secondTime.atEachPause(lease::renew);

        assertThatExceptionOfType(LeaseRefused.class)
                .isThrownBy(() -> second.take(RUN))
                .withMessageContaining(RUN)
                .withMessageContaining("process " + ProcessHandle.current().pid() + " on ");

        assertThat(secondTime.passed()).as("asked for").isLessThan(TIMES.beatEvery());
        assertThat(row().token()).isEqualTo(1);
        assertThat(lease.held()).isTrue();
    }

    @Test
    void anOwnerThatDoesNotBeatLosesItsLeaseAfterItHasStoppedAndNotBefore() {
        RunLease lease = first.take(RUN);
        secondTime.atEachPause(() -> {
            firstTime.pass(secondTime.passed().minus(firstTime.passed()));
            boolean mayBeTakenNow = secondTime.passed().compareTo(TIMES.takeAfter()) >= 0;
            assertThat(row().token()).isEqualTo(1);
            assertThat(lease.held() && mayBeTakenNow)
                    .as("held when it may be taken")
                    .isFalse();
        });

        second.take(RUN);

        assertThat(secondTime.passed())
                .isBetween(TIMES.takeAfter(), TIMES.takeAfter().plusSeconds(1));
        assertThat(lease.held()).isFalse();
        assertThat(row().token()).isEqualTo(2);
    }

    @Test
    void aProcessThatIsProvablyGoneIsNotWaitedFor() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        long started = Machine.startOf(gone.pid()).orElse(1);
        gone.waitFor();
        store.takeFirst(RUN, new LeaseOwner("gone", Machine.name(), gone.pid(), started));

        second.take(RUN);

        assertThat(secondTime.passed()).isZero();
    }

    @Test
    void theSameProcessIdWithAnotherStartIsAnotherProcess() {
        LeaseOwner self = LeaseOwner.ofThisProcess();
        LeaseOwner before = new LeaseOwner("before", self.machine(), self.pid(), self.started() - 1);

        assertThat(before.provablyDead()).isTrue();
        assertThat(self.provablyDead()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other-host/boot/pid:[1]", "", "host"})
    void nothingIsProvedAboutTheProcessesOfAnotherMachine(String machine) {
        store.takeFirst(RUN, new LeaseOwner("elsewhere", machine, Long.MAX_VALUE, 1));

        second.take(RUN);

        assertThat(secondTime.passed()).isGreaterThanOrEqualTo(TIMES.takeAfter());
    }

    @Test
    void whatThisProcessItselfLeftBehindIsTakenAtOnce() {
        store.takeFirst(RUN, LeaseOwner.ofThisProcess());
        Leases again = new Leases(store, LeaseOwner.ofThisProcess(), TIMES, secondTime);

        assertThat(again.take(RUN).token()).isEqualTo(2);
        assertThat(secondTime.passed()).isZero();
    }

    @Test
    void oneProcessDoesNotWorkOnARunTwice() {
        first.take(RUN);

        assertThatExceptionOfType(LeaseRefused.class).isThrownBy(() -> first.take(RUN));
    }

    @Test
    void ofTwoThatSawTheSameOneTakesIt() {
        first.take(RUN).close();
        LeaseRow seen = row();

        assertThat(store.take(seen, LeaseOwner.newOfThisProcess())).isTrue();
        assertThat(store.take(seen, LeaseOwner.newOfThisProcess())).isFalse();
        assertThat(store.takeFirst(RUN, LeaseOwner.newOfThisProcess())).isFalse();
        assertThat(row().token()).isEqualTo(2);
    }

    @Test
    void aLeaseThatSomebodyHadMeanwhileIsNotTakenAsItWasSeen() {
        first.take(RUN).close();
        LeaseRow seen = row();
        second.take(RUN).close();

        assertThat(store.take(seen, LeaseOwner.newOfThisProcess())).isFalse();
    }

    @Test
    void aBeatSeenBeforeTheLastOneDoesNotTake() {
        RunLease lease = first.take(RUN);
        LeaseRow seen = row();
        lease.renew();

        assertThat(store.take(seen, LeaseOwner.newOfThisProcess())).isFalse();
    }

    @Test
    void aRenewalCountsFromItsBeginning() {
        RunLease lease = first.take(RUN);
        firstTime.pass(Duration.ofSeconds(9));
        lease.renew();
        firstTime.pass(Duration.ofSeconds(10));
        assertThat(lease.held()).as("10 s after the beginning").isTrue();
        firstTime.pass(Duration.ofNanos(1));
        assertThat(lease.held()).as("later").isFalse();
    }

    @Test
    void anOwnerThatStoodStillGoesOnWhenNobodyTookItsLease() {
        RunLease lease = first.take(RUN);
        firstTime.pass(Duration.ofHours(8));
        assertThat(lease.held()).as("by its own time").isFalse();

        assertThat(first.holds(RUN)).as("by a beat").isTrue();

        assertThat(row()).extracting(LeaseRow::token, LeaseRow::beat).containsExactly(1L, 1L);
        assertThat(lease.held()).isTrue();
        first.fence(RUN);
    }

    @Test
    void theLedgerIsAskedOnlyWhenOwnTimeDoesNotTell() {
        first.take(RUN);
        firstTime.pass(TIMES.validFor());
        assertThat(first.holds(RUN)).isTrue();
        assertThat(row().beat()).isZero();
    }

    @Test
    void anOwnerThatStoodStillWhileItsLeaseWasTakenHasLostItForGood() {
        RunLease lease = first.take(RUN);
        firstTime.pass(Duration.ofMinutes(1));
        second.take(RUN).close();
        LeaseRow after = row();

        assertThat(first.holds(RUN)).isFalse();
        assertThat(lease.renew()).isFalse();

        assertThat(row()).as("it touches nothing").isEqualTo(after);
        assertThat(lease.over()).isTrue();
    }

    @Test
    void whoBeatsLateSendsTheWatcherAway() {
        RunLease lease = first.take(RUN);
        firstTime.pass(Duration.ofMinutes(1));
        secondTime.atEachPause(() -> {
            if (secondTime.passed().compareTo(Duration.ofSeconds(14)) > 0) {
                assertThat(lease.renew()).isTrue();
            }
        });

        assertThatExceptionOfType(LeaseRefused.class).isThrownBy(() -> second.take(RUN));
        assertThat(row().token()).isEqualTo(1);
    }

    @Test
    void aLedgerThatDoesNotSayIsNoProof() {
        first.take(RUN);
        firstTime.pass(Duration.ofSeconds(11));
        ledger.close();

        assertThat(first.holds(RUN)).isFalse();
    }

    @Test
    void aWokenOwnerGivesNothingBackThatIsNotItsOwn() {
        RunLease lease = first.take(RUN);
        RunLease taken = second.take(RUN);

        assertThat(lease.renew()).isFalse();
        lease.close();

        assertThat(row().owner()).isNotNull();
        assertThat(taken.renew()).isTrue();
    }

    @Test
    void theBackwardsAndForwardsOfTheClockOnTheWallAreNotSeen() {
        // Neither the store nor the leases are given a clock: all they have is monotonic time, and counters.
        assertThat(ledger.jdbc.sql("""
                                select data_type from information_schema.columns
                                where table_name = 'RUN_LEASE'""").query(String.class).list())
                .hasSize(7)
                .noneMatch(type -> type.contains("TIME") || type.contains("DATE"));
    }

    @Test
    void aTakerWaitsForTheWriteThatIsUnderWayAndTheWriterForTheTaker() throws Exception {
        first.take(RUN);
        LeaseRow seen = row();
        CountDownLatch fenced = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(
                () -> ledger.transaction.executeWithoutResult(status -> {
                    first.fence(RUN);
                    fenced.countDown();
                    await(mayCommit);
                }),
                threads);
        fenced.await();
        CompletableFuture<Boolean> taker =
                CompletableFuture.supplyAsync(() -> store.take(seen, LeaseOwner.newOfThisProcess()), threads);

        awaitBlocked(taker);
        assertThat(List.of(writer, taker))
                .as("the taker waits while the write is open")
                .noneMatch(CompletableFuture::isDone);
        assertThat(row().token()).isEqualTo(1);
        mayCommit.countDown();

        assertThat(writer).succeedsWithin(Duration.ofSeconds(10));
        assertThat(taker).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> ledger.transaction.executeWithoutResult(status -> first.fence(RUN)));
    }

    @Test
    void aWriterThatComesWhileTheLeaseIsBeingTakenIsRefused() throws Exception {
        first.take(RUN);
        LeaseRow seen = row();
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Void> taker = CompletableFuture.runAsync(
                () -> ledger.transaction.executeWithoutResult(status -> {
                    assertThat(store.take(seen, LeaseOwner.newOfThisProcess())).isTrue();
                    taken.countDown();
                    await(mayCommit);
                }),
                threads);
        taken.await();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(
                () -> ledger.transaction.executeWithoutResult(status -> first.fence(RUN)), threads);
        awaitBlocked(writer);
        mayCommit.countDown();

        assertThat(taker).succeedsWithin(Duration.ofSeconds(10));
        assertThat(writer)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(LeaseLost.class);
    }

    /** Until it waits for somebody in the database, or has done what it should have waited with. */
    private void awaitBlocked(CompletableFuture<?> one) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> one.isDone() || sessionsThatWait() > 0);
    }

    private int sessionsThatWait() {
        return ledger.jdbc
                .sql("select count(*) from information_schema.sessions where blocker_id is not null")
                .query(Integer.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private LeaseRow row() {
        return store.find(RUN).orElseThrow();
    }
}
