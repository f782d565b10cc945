package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.BrakeRelease;
import io.qianhu.job.RunDecisions;
import io.qianhu.job.RunOrders;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.JdbcDecisions;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.NumberFinder;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import io.qianhu.report.RunSummary;
import io.qianhu.report.Words;
import io.qianhu.schedule.WaitingSchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What becomes of orders, on a real ledger. */
class OrderHandlerTest {
    private static final String RUN = "k3f9x2mq";

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private final List<String> reported = new ArrayList<>();
    private final List<String> woken = new ArrayList<>();
    private Message word = Message.NONE;
    private boolean goesOn;

    @SuppressWarnings("NullAway.Init")
    private LedgerOnDisk ledger;

    @SuppressWarnings("NullAway.Init")
    private OrderHandler handler;

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
        JdbcDecisions decisions = new JdbcDecisions(ledger.jdbc, ledger.transactions(), ledger.leases, DiskSync.NONE);
        handler = new OrderHandler(
                ledger.runs,
                new RunReports(ledger.runs, folder.resolve("reports"), Words.of(Locale.ENGLISH), ZoneOffset.UTC),
                new RunOrders(ledger.runs, ledger.lists, ledger.leases, ledger.brakes.brakes(), decisions),
                new BrakeRelease(ledger.brakes.brakes(), ledger.runs, ledger.leases),
                new NumberFinder(ledger.jdbc, ledger.runs),
                ledger.dataSource,
                new StaticListableBeanFactory().getBeanProvider(RunDecisions.class),
                ticker,
                SettingsLoader.load(List.of()).settings(),
                ticker::now);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private final class Nothing implements OrderHandler.Work {
        @Override
        public boolean interrupt(String run, StopSignal.Cause cause, Message message) {
            return false;
        }

        @Override
        public Optional<Message> resume(String subject) {
            return Optional.of(word);
        }

        @Override
        public boolean goesOnWith(String subject) {
            return goesOn;
        }

        @Override
        public void wake(String campaign) {
            woken.add(campaign);
        }
    }

    private Answer carryOut(Order order) {
        return handler.carryOut(order, new Nothing(), reported::add);
    }

    @Test
    void oneRunIsShownByItsIdOrAsTheLatest() {
        assertThat(carryOut(new Order.ShowRun(null)).runs()).isEmpty();
        ledger.begin(RUN);
        ledger.begin("b7w2n8pd");

        assertThat(carryOut(new Order.ShowRun(RUN)).runs())
                .extracting(RunSummary::run)
                .containsExactly(RUN);
        assertThat(carryOut(new Order.ShowRun(null)).runs())
                .extracting(RunSummary::run)
                .containsExactly("b7w2n8pd");
        assertThat(carryOut(new Order.ShowRun("nosuchru")).runs()).isEmpty();
        assertThat(carryOut(new Order.ShowRuns()).runs()).hasSize(2);
    }

    @Test
    void aNoteArrivesSoThatItCanBeSaidInAnyLanguage() {
        ledger.begin(RUN);
        Message note = Message.of("job.above-max-callees", 5, 13);
        ledger.runs.mark(RUN, RunState.PAUSED, note, LedgerOnDisk.NOW);

        Answer answer = Answer.parse(carryOut(new Order.ShowRun(RUN)).json());
        assertThat(answer.runs()).extracting(RunSummary::note).containsExactly(note);
    }

    /** Such as one that a process of another version does not know. */
    @Test
    void aQuestionThatIsRefusedIsNoneToWhichThereIsNothing() {
        Answer refused = Answer.refused(Message.of("cli.no-order"));
        assertThatThrownBy(refused::runs).isInstanceOf(HomeInUse.class).hasMessageContaining("no order");
        assertThatThrownBy(refused::number).isInstanceOf(HomeInUse.class);
        assertThatThrownBy(refused::campaigns).isInstanceOf(HomeInUse.class);
    }

    @Test
    void whatPausesARunIsReleasedAndReported() {
        ledger.begin(RUN);
        ledger.giveBack(RUN);
        assertThat(carryOut(new Order.PauseRun(RUN, "wang.li")).message())
                .asString()
                .startsWith("run " + RUN + " ");
        assertThat(woken).hasSize(1);
        assertThat(reported).isEmpty();

        assertThat(carryOut(new Order.Resume(RUN, "wang.li")).message())
                .hasToString(RUN + ": released pause; run its command again");
        assertThat(reported).containsExactly(RUN);
        assertThat(woken).hasSize(2);
        assertThat(carryOut(new Order.Resume(RUN, "wang.li")))
                .isEqualTo(Answer.refused(Message.of("cli.nothing-waits-person-word", RUN)));
        assertThat(woken).as("what is refused changes nothing").hasSize(2);
    }

    /** That writes them at its end. */
    @Test
    void theReportsOfARunThatGoesOnAreLeftToItsWork() {
        ledger.begin(RUN);
        ledger.giveBack(RUN);
        carryOut(new Order.PauseRun(RUN, "wang.li"));
        goesOn = true;

        assertThat(carryOut(new Order.Resume(RUN, "wang.li")).message())
                .hasToString(RUN + ": released pause; it goes on");
        assertThat(reported).isEmpty();
    }

    /** A process that works on another run holds the home, and so can say it for the next one that serves. */
    @Test
    void whereNobodyServesTheWordIsKeptForTheNextWhoDoes() {
        Instant due = Instant.parse("2026-03-01T18:00:00Z");
        WaitingSchedule.in(ledger, "spring", due);

        Answer answer = handler.carryOut(
                new Order.Resume("spring", "wang.li"),
                new OneRun(new StopSignal(), (run, why, said) -> false, RUN::equals, true),
                reported::add);
        assertThat(answer.message())
                .asString()
                .startsWith("spring: the schedule of " + due + " is made up for; ")
                .endsWith("when `qianhu serve` is started");
    }

    @Test
    void aCampaignGoesOnAtItsPersonsWord() {
        assertThat(carryOut(new Order.Resume("spring", "wang.li")))
                .isEqualTo(Answer.refused(UnknownRun.message("spring")));
        word = Message.text("the schedule is made up for");
        assertThat(carryOut(new Order.Resume("spring", "wang.li")).message())
                .hasToString("spring: the schedule is made up for; it goes on when `qianhu serve` is started");
        assertThat(reported).isEmpty();
    }

    @Test
    void aRunThatIsNotThereIsRefused() {
        List<Order> orders = List.of(
                new Order.PauseRun(RUN, "wang.li"),
                new Order.CancelRun(RUN, "wang.li", ""),
                new Order.WriteReports(RUN));
        assertThat(orders)
                .extracting(this::carryOut)
                .allMatch(answer -> answer.equals(Answer.refused(UnknownRun.message(RUN))));
        assertThat(reported).isEmpty();
        assertThat(woken).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://dyvmsapi.aliyuncs.com, 5s, PT47M",
        "https://dyvmsapi.aliyuncs.com, 48m, PT48M",
        "http://127.0.0.1:18080, 5s, PT5S"
    })
    void aRunThatSubmitsElsewhereSettlesNoSooner(String endpoint, String settleAfter, Duration needed) {
        QianhuSettings settings = SettingsLoader.load(
                        List.of("--qianhu.dyvms.endpoint=" + endpoint, "--qianhu.dispatch.settle-after=" + settleAfter))
                .settings();
        Application.Api api = new Application.Api(settings.dyvms(), null);

        assertThat(new Application().dispatcherSettings(api, settings).settleAfter())
                .isEqualTo(needed);
    }

    /** A short time may be left from a sandbox; a request to the real service can be accepted for as long as ever. */
    @ParameterizedTest
    @CsvSource({
        "LIVE, https://dyvmsapi.aliyuncs.com, 5s, PT47M",
        "LIVE, https://dyvmsapi.aliyuncs.com, 48m, PT48M",
        "LIVE, http://127.0.0.1:18080, 5s, PT5S",
        "SANDBOX, https://dyvmsapi.aliyuncs.com, 5s, PT5S"
    })
    void nobodyDecidesALiveListBeforeItsRequestHasExpired(
            Target target, String endpoint, String settleAfter, Duration needed) {
        QianhuSettings settings = SettingsLoader.load(
                        List.of("--qianhu.dyvms.endpoint=" + endpoint, "--qianhu.dispatch.settle-after=" + settleAfter))
                .settings();
        Run run = new Run(
                "k3f9x2mq",
                "spring-renewal",
                target,
                "",
                "0".repeat(64),
                RunState.ATTENTION,
                "",
                true,
                null,
                Instant.EPOCH,
                null);

        assertThat(OrderHandler.settleAfter(run, settings)).isEqualTo(needed);
    }
}
