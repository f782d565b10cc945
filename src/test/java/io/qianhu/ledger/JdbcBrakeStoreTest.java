package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

class JdbcBrakeStoreTest {
    private static final String RUN = "k3f9x2mq";
    private static final Instant LATER = LedgerOnDisk.NOW.plusSeconds(60);

    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private BrakeStore brakes;

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
        brakes = ledger.brakes.brakes();
        ledger.begin(RUN);
        ledger.begin("zzzzzzzz");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void keepsWhatHoldsARunAndOnlyThatRun() {
        brakes.pull(RUN, Brake.MAX_GROWTH, Message.text("too many"), LedgerOnDisk.NOW);
        brakes.pull(RUN, Brake.MAX_CALLEES, Message.text("far too many"), LedgerOnDisk.NOW);
        brakes.pull(RUN, Brake.MAX_GROWTH, Message.text("still too many"), LATER);

        assertThat(brakes.pulled(RUN))
                .containsExactly(
                        new PulledBrake(Brake.MAX_CALLEES, Message.text("far too many"), LedgerOnDisk.NOW),
                        new PulledBrake(Brake.MAX_GROWTH, Message.text("still too many"), LATER));
        assertThat(brakes.pulled("zzzzzzzz")).isEmpty();
        assertThat(brakes.released(RUN)).isEmpty();
    }

    @Test
    void releasesExactlyThoseThatHoldNow() {
        brakes.pull(RUN, Brake.CANARY, Message.text("look first"), LedgerOnDisk.NOW);
        brakes.pull("zzzzzzzz", Brake.CANARY, Message.text("look first"), LedgerOnDisk.NOW);

        assertThat(brakes.release(RUN, "li", LATER))
                .containsExactly(new PulledBrake(Brake.CANARY, Message.text("look first"), LedgerOnDisk.NOW));
        assertThat(brakes.pulled(RUN)).isEmpty();
        assertThat(brakes.released(RUN)).containsExactly(Brake.CANARY);
        assertThat(brakes.release(RUN, "li", LATER)).isEmpty();
        assertThat(brakes.released("zzzzzzzz")).isEmpty();
        assertThat(brakes.pulled("zzzzzzzz")).hasSize(1);
        assertThat(ledger.jdbc
                        .sql("select released_by || ' ' || detail from brake_release")
                        .query(String.class)
                        .single())
                .isEqualTo("li look first");
    }

    @Test
    void aBrakeThatHasNoReasonAnyMoreIsNotReleased() {
        brakes.pull(RUN, Brake.MAX_CALLEES, Message.text("too many"), LedgerOnDisk.NOW);
        brakes.loosen(RUN, Brake.MAX_CALLEES);
        brakes.loosen(RUN, Brake.CANARY);

        assertThat(brakes.pulled(RUN)).isEmpty();
        assertThat(brakes.release(RUN, "li", LATER)).isEmpty();
        assertThat(brakes.released(RUN)).isEmpty();
    }

    @Test
    void aPulledBrakeOutlivesTheRollbackOfTheCallersTransaction() {
        ledger.transaction.executeWithoutResult(status -> {
            brakes.pull(RUN, Brake.CANARY, Message.text("m".repeat(3_000)), LedgerOnDisk.NOW);
            status.setRollbackOnly();
        });
        assertThat(brakes.pulled(RUN))
                .singleElement()
                .satisfies(pulled -> assertThat(pulled.message()).asString().hasSize(2_000));
    }

    private BrakeStores ofAnotherProcess() {
        return BrakeStores.on(
                ledger.jdbc,
                new JdbcTransactionManager(ledger.dataSource),
                ledger.leases(LeaseTimes.DEFAULT, new HandMovedTime()),
                DiskSync.NONE);
    }

    @Test
    void onlyTheProcessThatHasTheRunPullsAndLoosensAndAnyReleases() {
        brakes.pull(RUN, Brake.CANARY, Message.text("look first"), LedgerOnDisk.NOW);
        BrakeStores other = ofAnotherProcess();

        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> other.brakes().pull(RUN, Brake.MAX_CALLEES, Message.text("too many"), LATER));
        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> other.brakes().loosen(RUN, Brake.CANARY));
        assertThat(brakes.pulled(RUN)).hasSize(1);

        assertThat(other.brakes().release(RUN, "li", LATER)).hasSize(1);
        assertThat(brakes.released(RUN)).containsExactly(Brake.CANARY);
    }

    @Test
    void onlyTheProcessThatHasTheRunRecordsWhatItVerified() {
        ledger.store("zzzzzzzz", 2);
        ListRef list = ledger.lists.pending("zzzzzzzz", 1).get(0);
        BrakeStores other = ofAnotherProcess();

        assertThatExceptionOfType(LeaseLost.class)
                .isThrownBy(() -> other.firstLists().markVerified(RUN, "spring", "account", list, LATER));
        assertThat(ledger.brakes.firstLists().verified("spring", "account")).isFalse();

        ledger.brakes.firstLists().markVerified(RUN, "spring", "account", list, LATER);
        assertThat(ledger.brakes.firstLists().verified("spring", "account")).isTrue();
    }

    /** A list that was seen with its callees by nobody knows whose key shows no contract of an account. */
    @Test
    void whatWasVerifiedIsToldByTheExactNameOfTheAccount() {
        ledger.store("zzzzzzzz", 2);
        ListRef list = ledger.lists.pending("zzzzzzzz", 1).get(0);
        ledger.brakes.firstLists().markVerified(RUN, "spring", "api key temporary", list, LATER);
        assertThat(ledger.brakes.firstLists().verified("spring", "api key temporary of 1"))
                .isFalse();

        ledger.brakes.firstLists().markVerified(RUN, "autumn", "api key temporary of 1", list, LATER);
        assertThat(ledger.brakes.firstLists().verified("autumn", "api key temporary"))
                .isFalse();
    }
}
