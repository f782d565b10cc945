package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Every write of a process whose run was taken is refused and changes nothing; the same write of the owner does. */
class FencedWritesTest {
    private static final String RUN = "k3f9x2mq";

    private final LedgerOnDisk ledger;
    private final JdbcTransactionManager transactions;
    private final Leases before;
    private final Leases owner;

    FencedWritesTest(@TempDir Path folder) {
        ledger = new LedgerOnDisk(folder);
        transactions = new JdbcTransactionManager(ledger.dataSource);
        before = ledger.leases;
        owner = ledger.leases(LeaseTimes.DEFAULT, new HandMovedTime());
    }

    /** Both believe that they have the run. */
    @BeforeEach
    void begin() {
        ledger.begin(RUN);
        ledger.store(RUN, 1, 1);
        owner.take(RUN);
        assertThat(before.holds(RUN) && owner.holds(RUN)).isTrue();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void ofIntake() {
        assertFenced(leases -> intake(leases).append(RUN, List.of(LedgerOnDisk.cut(5, 1))));
        assertFenced(leases -> intake(leases).keepOpen(RUN, LedgerOnDisk.cut(6, 1)));
        assertFenced(leases -> intake(leases)
                .reject(RUN, List.of(RejectedRows.of(List.of(new RejectedRow(0, 2, 70, 1, "EMPTY", List.of("")))))));
        assertFenced(leases -> intake(leases).count(RUN, new Tally(1, 0, 0, 1, Map.of())));
        assertFenced(leases -> intake(leases)
                .suppress(
                        RUN,
                        List.of(new SuppressedRow(
                                Origins.row(0, 3), LedgerOnDisk.callees(7, 1).get(0), 0))));
        assertFenced(leases -> intake(leases).finish(RUN));
        assertFenced(leases -> intake(leases).index(RUN).segment());
    }

    @Test
    void ofTheRun() {
        assertFenced(leases -> new JdbcRunStore(ledger.jdbc, transactions, leases, DiskSync.NONE)
                .mark(RUN, RunState.STOPPED, Message.text("stopped"), null));
    }

    @Test
    void ofTheLists() {
        ListRef list = ledger.lists.pending(RUN, 1).get(0);
        assertFenced(leases -> ledger.lists(leases).intend(list, new Intent("name", "nonce", LedgerOnDisk.NOW, "a")));
        assertFenced(
                leases -> ledger.lists(leases).record(list.nextAttempt(), LedgerOnDisk.outcome(Transition.REFUSE)));
        ledger.lists(owner)
                .intend(ledger.lists.pending(RUN, 1).get(0), new Intent("other", "n", LedgerOnDisk.NOW, "a"));
        assertFenced(leases -> ledger.lists(leases).markInFlightUnconfirmed(RUN, LedgerOnDisk.NOW));
        ListRef unconfirmed = ledger.lists(owner).unconfirmed(RUN).get(0).list();
        assertFenced(leases -> ledger.lists(leases).saw(unconfirmed, "4711"));
    }

    @Test
    void ofDecisions() {
        ListRef list = ledger.lists(owner)
                .intend(ledger.lists.pending(RUN, 1).get(0), new Intent("name", "n", LedgerOnDisk.NOW, "a"));
        ledger.lists(owner).record(list, LedgerOnDisk.outcome(Transition.REFUSE));
        Decision abandon = new Decision(Resolution.ABANDON, null, "li", "", LedgerOnDisk.NOW);
        assertFenced(leases -> new JdbcDecisions(ledger.jdbc, transactions, leases, DiskSync.NONE)
                .decide(RUN, list.number(), abandon, abandon.at(), Duration.ofMinutes(31)));
    }

    @Test
    void ofBrakes() {
        ListRef list = ledger.lists.pending(RUN, 1).get(0);
        assertFenced(leases ->
                stores(leases).brakes().pull(RUN, Brake.CANARY, Message.text("look first"), LedgerOnDisk.NOW));
        assertFenced(leases -> stores(leases).brakes().loosen(RUN, Brake.CANARY));
        assertFenced(
                leases -> stores(leases).firstLists().markVerified(RUN, "spring", "account", list, LedgerOnDisk.NOW));
    }

    @Test
    void butNotOfAPersonWhoReleasesBrakes() {
        stores(owner).brakes().pull(RUN, Brake.CANARY, Message.text("look first"), LedgerOnDisk.NOW);

        assertThat(stores(before).brakes().release(RUN, "li", LedgerOnDisk.NOW)).hasSize(1);
        assertThat(ledger.brakes.brakes().released(RUN)).containsExactly(Brake.CANARY);
    }

    private interface Write {
        void as(Leases leases);
    }

    private void assertFenced(Write write) {
        List<String> untouched = everything();
        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> write.as(before))
                .withMessageContaining(RUN);
        assertThat(everything()).isEqualTo(untouched);

        ledger.transaction.executeWithoutResult(status -> write.as(owner));
        assertThat(everything()).isNotEqualTo(untouched);
    }

    private List<String> everything() {
        return ledger.jdbc.sql("script nosettings").query(String.class).list();
    }

    private IntakeStore intake(Leases leases) {
        return new JdbcIntakeStore(new JdbcTemplate(ledger.dataSource), () -> LedgerOnDisk.NOW, leases);
    }

    private BrakeStores stores(Leases leases) {
        return BrakeStores.on(ledger.jdbc, transactions, leases, DiskSync.NONE);
    }
}
