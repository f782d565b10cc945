package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dyvms.Lookup;
import io.qianhu.ledger.Intent;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.ledger.Outcome;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookFirstTest {
    private static final String RUN = "k3f9x2mq";

    private final HandTicker ticker = new HandTicker(Long.MAX_VALUE - 1_000);
    private final MemoryListStore ledger = new MemoryListStore();
    private final PlayedApi api = PlayedApi.answering(ticker, Duration.ZERO, Answers.stop());
    private final StopSignal stop = new StopSignal();
    private final List<String> written = new ArrayList<>();
    private final LookFirst gate = new LookFirst(
            new DispatcherSettings(
                    Duration.ofMinutes(47),
                    Duration.ofMinutes(5),
                    5,
                    5,
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(1)),
            new WatchedListStore(ledger, written::add, what -> {}),
            api,
            stop,
            ticker,
            (list, state) -> written.add(list.number() + " is " + state));

    @Test
    void aListThatNeverLeftIsNotLookedUp() {
        ledger.store(RUN, 2);

        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);
        assertThat(api.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"qianhu.NotSent", "Throttling.User", "InvalidAccessKeyId.NotFound", "isp.EXAMPLE"})
    void oneThatTheGateTurnedAwayIsNotLookedUp(String code) {
        returned(code);

        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);
        assertThat(api.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"isv.AMOUNT_NOT_ENOUGH", "isv.BUSINESS_LIMIT_CONTROL", "isv.VOICE_ROBOT_NOT_PERIOD"})
    void oneThatCameBackWithABusinessCodeIsHeldWhenItsTaskIsThere(String code) {
        returned(code);
        api.lookups(name -> listed("4711", "4712"));

        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);

        assertThat(api.asked()).extracting(PlayedApi.Asked::name).containsExactly("task-1");
        assertThat(written).as("seen before it is held").containsExactly("saw 1", "HOLD_RETURNED 1", "1 is HELD");
        assertThat(ledger.undecided(RUN, 1))
                .hasValueSatisfying(held -> assertThat(held.seenTaskId()).isEqualTo("4711"));
        assertThat(ledger.outcomes(RUN, 1).get(1).message())
                .asString()
                .contains("sent the list back and lists task 4711", "qianhu resolve k3f9x2mq 1 --accepted 4711");
        assertThat(stop.isSet()).isFalse();
    }

    @Test
    void whatIsNotThereGoesOnAndIsNotLookedUpAgainOnceItHasLeft() {
        returned("isv.AMOUNT_NOT_ENOUGH");
        api.lookups(name -> listed());

        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.PENDING);

        ListRef again = ledger.intend(next(), new Intent("task-2", "nonce", ticker.now(), "account"));
        ledger.record(again, outcome(Transition.RETURN, "qianhu.NotSent"));
        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);
        assertThat(api.asked()).hasSize(1);
    }

    /** Whose new account is in arrears tops it up and goes on. */
    @Test
    void whereNothingWasEverAcceptedTheAnswerIsBelieved() {
        returned("isv.AMOUNT_NOT_ENOUGH");
        api.lookedUp(PlayedApi.Listing.NOTHING);

        assertThat(ask()).isEqualTo(ListGate.Leave.NOW);
    }

    /** "Not there" proves nothing at a service that does not show what is there. */
    @Test
    void whatWasAcceptedLastIsWaitedForAsLongAsItMayBeListedLate() {
        returned("isv.BUSINESS_LIMIT_CONTROL");
        ListRef second = ledger.pending(RUN, 2).get(1);
        ledger.record(
                ledger.intend(second, new Intent("task-2", "nonce", ticker.now(), "account")),
                new Outcome(Transition.ACCEPT, ticker.now(), 200, "OK", Message.text("OK"), null, "4711"));
        api.lookedUp(PlayedApi.Listing.NOTHING);

        for (int minute = 0; minute < 47; minute++) {
            assertThat(ask()).isEqualTo(ListGate.Leave.LATER);
            assertThat(ledger.state(RUN, 1)).as("minute %d", minute).isEqualTo(ListState.PENDING);
            ticker.pass(Duration.ofMinutes(1));
        }
        assertThat(api.asked()).as("two each minute").hasSize(94);
        ask();
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
        assertThat(ledger.outcomes(RUN, 1).get(1).message()).asString().contains("lists no task of this account");
    }

    @Test
    void whereAnotherAccountWouldBeAskedItIsHeld() {
        ledger.store(RUN, 2);
        ledger.record(
                ledger.intend(next(), new Intent("task-1", "nonce", ticker.now(), "another account")),
                outcome(Transition.RETURN, "isv.AMOUNT_NOT_ENOUGH"));
        api.lookups(name -> listed());

        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);

        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.HELD);
        assertThat(ledger.outcomes(RUN, 1).get(1).message())
                .asString()
                .contains("another account", "put qianhu.dyvms.endpoint");
    }

    /** A row of an older version does not say which account it was, and what is listed now need not be that one's. */
    @ParameterizedTest
    @CsvSource({"true, PENDING", "false, HELD"})
    void whereTheAccountIsNotKnownItsOwnAcceptedListMustBeThere(boolean listed, ListState end) {
        ledger.store(RUN, 2, 2);
        ListRef second = ledger.pending(RUN, 2).get(1);
        ledger.record(
                ledger.intend(second, new Intent("task-2", "nonce", ticker.now(), "api key temporary")),
                new Outcome(Transition.ACCEPT, ticker.now(), 200, "OK", Message.text("OK"), null, "4711"));
        ledger.record(
                ledger.intend(next(), new Intent("task-1", "nonce", ticker.now(), "api key temporary")),
                outcome(Transition.RETURN, "isv.AMOUNT_NOT_ENOUGH"));
        api.account(() -> "api key temporary of 1");
        api.lookups(name -> listed && name.equals("task-2") ? listed("4711") : listed());
        ticker.pass(Duration.ofHours(1));

        assertThat(ask()).isEqualTo(listed ? ListGate.Leave.NOW : ListGate.Leave.LATER);

        assertThat(ledger.state(RUN, 1)).isEqualTo(end);
    }

    @Test
    void withoutAnAnswerItWaitsAndTheRunFailsWhenThatLasts() {
        returned("isv.AMOUNT_NOT_ENOUGH");
        api.lookups(name -> new Lookup.NotAnswered(Answers.reply(503, "ServiceUnavailable"), false));

        for (int second = 0; second < 300; second++) {
            assertThat(ask()).isEqualTo(ListGate.Leave.LATER);
            assertThat(stop.isSet()).isFalse();
            ticker.pass(Duration.ofSeconds(1));
        }
        assertThat(api.asked()).as("one in five seconds").hasSize(60);
        ask();

        assertThat(stop.get())
                .hasValueSatisfying(why -> assertThat(why.message()).asString().contains("answered no lookup"));
        assertThat(ledger.state(RUN, 1)).isEqualTo(ListState.PENDING);
    }

    @Test
    void aKeyThatMayNotQueryFailsTheRunAtOnce() {
        returned("isv.AMOUNT_NOT_ENOUGH");
        api.lookups(name -> new Lookup.NotAnswered(Answers.reply(403, "Forbidden.RAM"), true));

        assertThat(ask()).isEqualTo(ListGate.Leave.LATER);
        assertThat(stop.get())
                .hasValueSatisfying(why -> assertThat(why.message()).asString().contains("Forbidden.RAM"));
    }

    private void returned(String code) {
        ledger.store(RUN, 2, 2);
        ListRef attempt = ledger.intend(next(), new Intent("task-1", "nonce", ticker.now(), "account"));
        ledger.record(attempt, outcome(Transition.RETURN, code));
    }

    private Outcome outcome(Transition transition, String code) {
        return new Outcome(transition, ticker.now(), 400, code, Message.text("as an example"), null, null);
    }

    private ListRef next() {
        return ledger.pending(RUN, 1).get(0);
    }

    private ListGate.Leave ask() {
        return gate.ask(next());
    }

    private Lookup listed(String... ids) {
        return api.listed(List.of(ids).stream()
                .map(id -> new Lookup.ListedTask(id, "task", "ARREARS_STOP", null, 2))
                .toList());
    }
}
