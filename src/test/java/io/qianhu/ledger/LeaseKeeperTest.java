package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The keeper's threads beat in real time, quickly; the time that decides is moved by hand. */
class LeaseKeeperTest {
    private static final LeaseTimes TIMES =
            new LeaseTimes(Duration.ofMillis(5), Duration.ofSeconds(10), Duration.ofSeconds(15));

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Semaphore database = new Semaphore(1_000_000);
    private volatile boolean broken;
    private volatile boolean taken;

    private final Leases leases = new Leases(new PlayedStore(), LeaseOwner.ofThisProcess(), TIMES, new MonotonicTime() {
        @Override
        public long nanos() {
            return nanos.get();
        }

        @Override
        public void pause(Duration duration) {
            throw new AssertionError("nobody waits here");
        }
    });

    @Test
    void beatsOnAfterErrorsAndKeepsTheLease() {
        try (RunLease lease = leases.take("run");
                LeaseKeeper keeper = LeaseKeeper.start(lease, TIMES, lost::incrementAndGet)) {
            awaitBeats(3);
            broken = true;
            awaitBeats(beats.get() + 3);
            nanos.addAndGet(Duration.ofSeconds(9).toNanos());
            broken = false;
            awaitBeats(beats.get() + 3);
            nanos.addAndGet(Duration.ofSeconds(9).toNanos());
            awaitBeats(beats.get() + 3);

            assertThat(lease.held()).isTrue();
            assertThat(lost).hasValue(0);
        }
    }

    @Test
    void tellsOnceThatTheLeaseIsLostThoughTheDatabaseHangs() {
        try (RunLease lease = leases.take("run");
                LeaseKeeper keeper = LeaseKeeper.start(lease, TIMES, lost::incrementAndGet)) {
            awaitBeats(1);
            database.drainPermits();
            int before = beats.get();
            nanos.addAndGet(Duration.ofSeconds(11).toNanos());

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAtomic(lost, org.hamcrest.Matchers.equalTo(1));
            assertThat(beats.get()).as("no beat came through").isLessThanOrEqualTo(before + 1);
            database.release(1_000_000);
            assertThat(lost).hasValue(1);
        }
    }

    @Test
    void aProcessThatStoodStillBeatsAgainAndKeepsTheLease() {
        LeaseTimes slower = new LeaseTimes(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(15));
        try (RunLease lease = leases.take("run");
                LeaseKeeper keeper = LeaseKeeper.start(lease, slower, lost::incrementAndGet)) {
            awaitBeats(1);
            nanos.addAndGet(Duration.ofHours(8).toNanos());
            assertThat(lease.held()).as("right after it").isFalse();
            awaitBeats(beats.get() + 4);

            assertThat(lease.held()).isTrue();
            assertThat(lost).hasValue(0);
        }
    }

    @Test
    void tellsThatTheDatabaseHasFailedForTooLong() {
        try (RunLease lease = leases.take("run");
                LeaseKeeper keeper = LeaseKeeper.start(lease, TIMES, lost::incrementAndGet)) {
            broken = true;
            nanos.addAndGet(Duration.ofSeconds(11).toNanos());

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAtomic(lost, org.hamcrest.Matchers.equalTo(1));
        }
    }

    @Test
    void tellsThatSomebodyElseHasTheLease() {
        try (RunLease lease = leases.take("run");
                LeaseKeeper keeper = LeaseKeeper.start(lease, TIMES, lost::incrementAndGet)) {
            taken = true;

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAtomic(lost, org.hamcrest.Matchers.equalTo(1));
            assertThat(lease.held()).isFalse();
        }
    }

    private void awaitBeats(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> beats.get() >= count);
    }

    private final class PlayedStore implements LeaseStore {
        @Override
        public Optional<LeaseRow> find(String run) {
            return Optional.empty();
        }

        @Override
        public boolean takeFirst(String run, LeaseOwner owner) {
            return true;
        }

        @Override
        public boolean take(LeaseRow seen, LeaseOwner owner) {
            return false;
        }

        @Override
        public boolean beat(String run, long token) {
            database.acquireUninterruptibly();
            beats.incrementAndGet();
            if (broken) {
                throw new IllegalStateException("no connection");
            }
            return !taken;
        }

        @Override
        public void release(String run, long token) {}

        @Override
        public boolean lock(String run, long token) {
            return !taken;
        }
    }
}
