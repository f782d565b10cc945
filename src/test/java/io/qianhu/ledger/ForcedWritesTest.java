package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Every write on which something is built waits, after its commit, until it is forced to the disk. */
class ForcedWritesTest {
    private static final String RUN = "k3f9x2mq";

    private final AtomicInteger forced = new AtomicInteger();
    private final LedgerOnDisk ledger;

    ForcedWritesTest(@TempDir Path folder) {
        ledger = new LedgerOnDisk(LedgerOnDisk.url(folder) + ";WRITE_DELAY=0", dataSource -> this::force);
    }

    /** A transaction that is still open could not be seen from here, and would not be on the disk. */
    private void force() {
        assertThat(ledger.jdbc
                        .sql("select count(*) from information_schema.locks")
                        .query(Integer.class)
                        .single())
                .as("locks of transactions that are not committed")
                .isZero();
        forced.incrementAndGet();
    }

    @BeforeEach
    void begin() {
        ledger.begin(RUN);
        ledger.store(RUN, 1, 1);
        forced.set(0);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void ofTheListsOfARun() {
        ListRef list = ledger.lists.pending(RUN, 1).get(0);
        assertForces(() -> ledger.intend(list));
        assertForces(() -> ledger.lists.markInFlightUnconfirmed(RUN, LedgerOnDisk.NOW));
        assertForces(() -> ledger.lists.saw(list.nextAttempt(), "4711"));
        assertForces(() -> ledger.lists.record(list.nextAttempt(), LedgerOnDisk.outcome(Transition.HOLD)));
    }

    @Test
    void ofTheRun() {
        assertForces(() -> ledger.begin("zzzzzzzz"));
        assertForces(() -> ledger.runs.mark(RUN, RunState.STOPPED, null, null));
    }

    @Test
    void ofAPersonsDecision() {
        ListRef list = ledger.submit(ledger.lists.pending(RUN, 1).get(0), Transition.REFUSE);
        Decisions decisions = new JdbcDecisions(
                ledger.jdbc, new JdbcTransactionManager(ledger.dataSource), ledger.leases, this::force);
        assertForces(() -> decisions.decide(
                RUN,
                list.number(),
                new Decision(Resolution.ABANDON, null, "li", "", LedgerOnDisk.NOW),
                LedgerOnDisk.NOW,
                Duration.ofMinutes(31)));
    }

    @Test
    void ofTheBrakes() {
        BrakeStore brakes = ledger.brakes.brakes();
        ListRef list = ledger.lists.pending(RUN, 1).get(0);
        assertForces(() -> brakes.pull(RUN, Brake.CANARY, Message.text("look first"), LedgerOnDisk.NOW));
        assertForces(() -> brakes.loosen(RUN, Brake.CANARY));
        assertForces(() -> brakes.release(RUN, "li", LedgerOnDisk.NOW));
        assertForces(() -> ledger.brakes.firstLists().markVerified(RUN, "spring", "account", list, LedgerOnDisk.NOW));
    }

    private void assertForces(Runnable write) {
        forced.set(0);
        write.run();
        assertThat(forced).hasValue(1);
    }
}
