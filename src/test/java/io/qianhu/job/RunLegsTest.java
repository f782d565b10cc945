package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.DispatchSettings;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.pace.CallingWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** {@code run --wait} with the whole job; it is 09:00 in Shanghai when a test begins, and nobody sleeps. */
class RunLegsTest {
    private static final long FIRST = 13_800_000_000L;
    private static final String OPENS_AT_TEN = "10:00-12:00";

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private final PlayedApi api =
            new PlayedApi(ticker, task -> PlayedApi.Play.of(Duration.ofMillis(100), Answers.accepted("1")));
    private final StopSignal all = new StopSignal();
    private final List<RunEnd> waited = new ArrayList<>();
    private LedgerOnDisk ledger;
    private JobOnDisk job;
    private RunLegs legs;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 1 << 16, api, ticker);
        legs = new RunLegs(job.runs, ledger.brakes.brakes(), all, ticker);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private RunEnd run(String window, @Nullable Integer perDay, boolean wait, int callees) throws IOException {
        StringBuilder rows = new StringBuilder("phone\n");
        LongStream.range(0, callees).forEach(n -> rows.append(FIRST + n).append('\n'));
        Path file = Files.writeString(folder.resolve("numbers.csv"), rows);
        Campaign campaign = new Campaign(
                JobOnDisk.CAMPAIGN.name(),
                JobOnDisk.CAMPAIGN.input(),
                JobOnDisk.CAMPAIGN.numbers(),
                JobOnDisk.CAMPAIGN.task(),
                new DispatchSettings(
                        DispatchSettings.DEFAULT_LAUNCH,
                        DispatchSettings.DEFAULT_RATE,
                        DispatchSettings.DEFAULT_IN_FLIGHT,
                        CallingWindow.parse(window),
                        DispatchSettings.DEFAULT_DAYS,
                        null,
                        DispatchSettings.DEFAULT_ZONE,
                        false,
                        true),
                new LimitsSettings(null, null, null, perDay, null, null));
        RunRequest request = new RunRequest(campaign, List.of(file), Target.SANDBOX, "", false, true);
        return legs.run(
                job.opener.open(request).plan(),
                wait,
                (plan, stop) -> job.runner.run(plan, stop, new Progress()),
                waited::add);
    }

    @Test
    void readsTheFilesAtOnceAndSubmitsWhenTheWindowOpens() throws IOException {
        ticker.after(Duration.ofMinutes(59), () -> {
            assertThat(job.runs.all().get(0).intakeDone()).isTrue();
            assertThat(api.sent()).isEmpty();
        });

        RunEnd end = run(OPENS_AT_TEN, null, true, 2_500);

        assertThat(end.state()).isEqualTo(RunState.COMPLETED);
        assertThat(waited).hasSize(1);
        assertThat(waited.get(0).goesOn()).contains(Instant.parse("2026-03-02T02:00:00Z"));
        assertThat(api.sent())
                .hasSize(3)
                .allMatch(sent -> !sent.signedAt().isBefore(Instant.parse("2026-03-02T02:00:00Z")));
    }

    @Test
    void goesOnDayAfterDay() throws IOException {
        RunEnd end = run("09:00-12:00", 2_000, true, 5_000);

        assertThat(end.state()).isEqualTo(RunState.COMPLETED);
        assertThat(waited)
                .extracting(leg -> leg.goesOn().orElseThrow())
                .containsExactly(Instant.parse("2026-03-03T01:00:00Z"), Instant.parse("2026-03-04T01:00:00Z"));
        long[] numbers = api.tasks().stream()
                .flatMapToLong(task -> LongStream.of(task.callees().nationals()))
                .sorted()
                .toArray();
        assertThat(numbers).isEqualTo(LongStream.range(FIRST, FIRST + 5_000).toArray());
    }

    @Test
    void leavesAtOnceWhereItIsNotToWait() throws IOException {
        assertThat(run(OPENS_AT_TEN, null, false, 10).state()).isEqualTo(RunState.STOPPED);
        assertThat(ticker.passed()).isLessThan(Duration.ofMinutes(1));
        assertThat(waited).isEmpty();
    }

    @Test
    void aStopEndsTheWaitAtOnce() throws IOException {
        ticker.after(
                Duration.ofMinutes(7), () -> all.stop(StopSignal.Cause.REQUEST, Message.text("stopped by request")));

        RunEnd end = run(OPENS_AT_TEN, null, true, 10);

        assertThat(end.state()).isEqualTo(RunState.STOPPED);
        assertThat(ticker.passed())
                .isBetween(Duration.ofMinutes(7), Duration.ofMinutes(7).plusSeconds(5));
        assertThat(api.sent()).isEmpty();
        assertThat(legs.interrupt(end.run(), StopSignal.Cause.PAUSE, Message.text("too late")))
                .isFalse();
    }

    @Test
    void whatStopsTheLegThatGoesOnLetsNoOtherBegin() throws IOException {
        ticker.after(
                Duration.ofHours(1).plusMillis(50),
                () -> all.stop(StopSignal.Cause.REQUEST, Message.text("stopped by request")));

        RunEnd end = run(OPENS_AT_TEN, null, true, 200_000);

        assertThat(end.state()).isEqualTo(RunState.STOPPED);
        assertThat(end.message()).asString().isEqualTo("stopped by request");
        assertThat(api.sent()).isNotEmpty().hasSizeLessThan(200);
    }

    @Test
    void aClockThatIsSetForwardIsSeenWithinAMinute() throws IOException {
        ticker.after(Duration.ofMinutes(10), () -> ticker.shiftClock(Duration.ofMinutes(14)));

        assertThat(run(OPENS_AT_TEN, null, true, 10).state()).isEqualTo(RunState.COMPLETED);
        assertThat(ticker.passed()).isBetween(Duration.ofMinutes(46), Duration.ofMinutes(48));
    }

    @Test
    void doesNotWaitWhereNoOpeningIsKnown() {
        RunEnd end = new RunEnd("k3f9x2mq", RunState.STOPPED, false, Message.text("closed"), Optional.of(Instant.MAX));
        ledger.begin("k3f9x2mq");
        RunPlan plan = new RunPlan(
                JobOnDisk.CAMPAIGN,
                ledger.runs.find("k3f9x2mq").orElseThrow(),
                List.of(),
                io.qianhu.intake.SuppressionFiles.Suppression.none(),
                Message.NONE,
                false,
                false,
                true);

        assertThat(legs.run(plan, true, (next, stop) -> end, waited::add)).isEqualTo(end);
        assertThat(waited).isEmpty();
    }
}
