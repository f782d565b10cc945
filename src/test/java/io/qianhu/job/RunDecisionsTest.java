package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dyvms.Lookup;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.JdbcDecisions;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.Transition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service shows of a list weighs more than a person's word. All requests are signed at {@link LedgerOnDisk#NOW}. */
class RunDecisionsTest {
    private static final String RUN = "k3f9x2mq";
    private static final Duration SETTLE_AFTER = DispatcherSettings.SAFE_SETTLE_AFTER;
    private static final Instant SIGNED = LedgerOnDisk.NOW;

    @TempDir
    private Path folder;

    private final PlayedApi api = PlayedApi.answering(new HandTicker(), Duration.ZERO, Answers.stop());
    private LedgerOnDisk ledger;
    private RunDecisions decisions;

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
        ledger.begin(RUN);
        ledger.store(RUN, 2);
        decisions = new RunDecisions(
                new JdbcDecisions(ledger.jdbc, ledger.transactions(), ledger.leases, DiskSync.NONE),
                ledger.runs,
                ledger.leases,
                ledger.brakes.brakes(),
                ledger.lists,
                api);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DOUBT, `qianhu resolve k3f9x2mq 1 --accepted 4711`",
        "HOLD_UNRECOGNISED, `qianhu resolve k3f9x2mq 1 --accepted 4711`",
        "REFUSE, --abandon is what is left to say"
    })
    void aListWhoseTaskIsListedIsNotPutBackNowOrLater(Transition answer, String advice) {
        ListRef list = submitted(answer);
        listed("4711");

        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(Resolution.RESUBMIT, SIGNED.plus(Duration.ofDays(1))))
                .withMessageContaining("task 4711")
                .withMessageContaining(advice);
        listed();
        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(Resolution.RESUBMIT, SIGNED.plus(Duration.ofDays(1))))
                .withMessageContaining("task 4711");

        assertThat(ledger.state(list)).isEqualTo(answer.to());
        assertThat(api.asked()).extracting(PlayedApi.Asked::name).containsOnly("k3f9x2mq-1-1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Resolution.class,
            names = {"RESUBMIT", "ABANDON"})
    void itsAgeIsThatByTheServicesClock(Resolution resolution) {
        ListRef list = submitted(Transition.DOUBT);
        api.lookups(
                name -> new Lookup.Listed(List.of(), SIGNED.plus(SETTLE_AFTER).minusSeconds(1), true));

        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(resolution, SIGNED.plus(Duration.ofDays(1))))
                .withMessageContaining("may be accepted until " + SIGNED.plus(SETTLE_AFTER));

        api.lookups(name -> new Lookup.Listed(List.of(), SIGNED.plus(SETTLE_AFTER), true));
        decide(resolution, SIGNED);
        assertThat(ledger.state(list))
                .isEqualTo(resolution == Resolution.RESUBMIT ? ListState.PENDING : ListState.ABANDONED);
    }

    /** An account may be gone for good; what is given up is submitted by nobody. */
    @ParameterizedTest
    @CsvSource({"DOUBT", "HOLD_UNRECOGNISED", "REFUSE"})
    void withoutAnAnswerAListCanBeGivenUpAndNotPutBack(Transition answer) {
        ListRef list = submitted(answer);
        api.lookups(name -> new Lookup.NotAnswered(Answers.reply(0, "qianhu.ConnectionRefused"), false));

        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(Resolution.RESUBMIT, SIGNED.plus(Duration.ofDays(1))))
                .withMessageContaining("qianhu.ConnectionRefused")
                .withMessageContaining("put that right and ask again");
        assertThat(ledger.state(list)).isEqualTo(answer.to());

        decide(Resolution.ABANDON, SIGNED.plus(SETTLE_AFTER));
        assertThat(ledger.state(list)).isEqualTo(ListState.ABANDONED);
    }

    @Test
    void whatAnotherAccountDoesNotListProvesNothing() {
        ListRef list = submitted(Transition.DOUBT);
        ledger.sql("update submission set account = 'another account'");
        listed();

        assertThatExceptionOfType(DecisionRefused.class)
                .isThrownBy(() -> decide(Resolution.RESUBMIT, SIGNED.plus(Duration.ofDays(1))))
                .withMessageContaining("another account");
        assertThat(ledger.state(list)).isEqualTo(ListState.UNCONFIRMED);
    }

    /** Rows of older versions do not say which account a temporary key was of; the person knows. */
    @ParameterizedTest
    @CsvSource({"api key temporary, true", "api key temporary of 1, true", "api key temporary of 2, false"})
    void aTemporaryKeyIsThatOfItsAccount(String sentTo, boolean putBack) {
        ListRef list = submitted(Transition.DOUBT);
        ledger.sql("update submission set account = '" + sentTo + "'");
        listed();
        api.account(() -> "api key temporary of 1");

        if (putBack) {
            decide(Resolution.RESUBMIT, SIGNED.plus(Duration.ofDays(1)));
        } else {
            assertThatExceptionOfType(DecisionRefused.class)
                    .isThrownBy(() -> decide(Resolution.RESUBMIT, SIGNED.plus(Duration.ofDays(1))));
        }
        assertThat(ledger.state(list)).isEqualTo(putBack ? ListState.PENDING : ListState.UNCONFIRMED);
    }

    @Test
    void nothingIsAskedWhereTheTaskIsNamedOrNothingIsToBeDecided() {
        ListRef list = submitted(Transition.HOLD_UNRECOGNISED);
        decide(Resolution.ACCEPTED, SIGNED);
        assertThat(ledger.state(list)).isEqualTo(ListState.ACCEPTED);
        assertThatExceptionOfType(DecisionRefused.class).isThrownBy(() -> decide(Resolution.RESUBMIT, SIGNED));
        assertThat(api.asked()).isEmpty();
    }

    private ListRef submitted(Transition answer) {
        ListRef list = ledger.submit(ledger.lists.pending(RUN, 1).get(0), answer);
        ledger.giveBack(RUN);
        return list;
    }

    /** Long after its request could be accepted. */
    private void listed(String... ids) {
        api.lookups(name -> new Lookup.Listed(
                List.of(ids).stream()
                        .map(id -> new Lookup.ListedTask(id, name, "RUNNING", null, 2))
                        .toList(),
                SIGNED.plus(Duration.ofDays(1)),
                true));
    }

    private void decide(Resolution resolution, Instant at) {
        String taskId = resolution == Resolution.ACCEPTED ? "4711" : null;
        decisions.decide(
                ledger.runs.find(RUN).orElseThrow(),
                1,
                new Decision(resolution, taskId, "wang.li", "", at),
                SETTLE_AFTER);
    }
}
