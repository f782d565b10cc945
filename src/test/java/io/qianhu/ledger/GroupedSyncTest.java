package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupedSyncTest {
    private final ExecutorService committers = Executors.newCachedThreadPool();
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore mayEnd = new Semaphore(0);
    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private volatile boolean diskIsBroken;

    private final GroupedSync sync = new GroupedSync(() -> {
        begun.incrementAndGet();
        mayEnd.acquireUninterruptibly();
        if (diskIsBroken) {
            throw new IllegalStateException("disk broken");
        }
    });

    @AfterEach
    void letAllEnd() {
        mayEnd.release(1_000);
        committers.shutdownNow();
    }

    @Test
    void aCommitterAloneHasASyncOfItsOwn() {
        mayEnd.release(2);

        sync.force();
        sync.force();

        assertThat(begun).hasValue(2);
    }

    @Test
    void aSyncThatBeganBeforeTheCommitDoesNotCountAndTheNextIsSharedByAllThatWait() {
        commit(1);
        awaitBegun(1);
        commit(5);
        awaitLinedUp(6);

        mayEnd.release();
        awaitBegun(2);
        assertThat(waiting.get(0)).succeedsWithin(Duration.ofSeconds(10));
        assertThat(waiting.subList(1, 6)).as("wait for the second").noneMatch(CompletableFuture::isDone);

        mayEnd.release();
        assertThat(CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(10));
        assertThat(begun).as("syncs for six commits").hasValue(2);
    }

    @Test
    void aFailedSyncFailsAllThatWaitedForItAndEveryLaterOne() {
        commit(1);
        awaitBegun(1);
        commit(3);
        awaitLinedUp(4);
        mayEnd.release();
        awaitBegun(2);
        diskIsBroken = true;
        mayEnd.release();

        assertThat(waiting.get(0)).succeedsWithin(Duration.ofSeconds(10));
        waiting.subList(1, 4)
                .forEach(committer -> assertThat(committer)
                        .failsWithin(Duration.ofSeconds(10))
                        .withThrowableThat()
                        .withCauseInstanceOf(SyncFailed.class)
                        .withMessageContaining("disk broken"));

        diskIsBroken = false;
        assertThatExceptionOfType(SyncFailed.class)
                .as("the system may have dropped what it could not write")
                .isThrownBy(sync::force);
        assertThat(begun).hasValue(2);
    }

    private void commit(int count) {
        for (int i = 0; i < count; i++) {
            waiting.add(CompletableFuture.runAsync(sync::force, committers));
        }
    }

    private void awaitBegun(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAtomic(begun, org.hamcrest.Matchers.equalTo(count));
    }

    /** One syncs and all others wait for it. */
    private void awaitLinedUp(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> sync.waiting() == count - 1);
    }
}
