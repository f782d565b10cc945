package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.DispatchSettings;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dyvms.Answer;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.Target;
import io.qianhu.pace.CallingWindow;
import io.qianhu.pace.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** {@code limits.max-callees-per-day} with the whole job; it is 09:00 in Shanghai when a test begins. */
class DailyLimitTest {
    private static final long FIRST = 13_800_000_000L;

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private IntFunction<Answer> answers = n -> Answers.accepted("1");
    private int requests;
    private final PlayedApi api =
            new PlayedApi(ticker, task -> PlayedApi.Play.of(Duration.ofMillis(100), answers.apply(++requests)));
    private LedgerOnDisk ledger;
    private JobOnDisk job;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerOnDisk(folder);
        job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 1 << 16, api, ticker);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Path file(int callees) throws IOException {
        StringBuilder rows = new StringBuilder("phone\n");
        LongStream.range(0, callees).forEach(n -> rows.append(FIRST + n).append('\n'));
        return Files.writeString(folder.resolve(callees + ".csv"), rows);
    }

    private RunEnd run(int perDay, Path file) {
        return run(perDay, "20/s", "always", Target.SANDBOX, file);
    }

    private RunEnd run(int perDay, String rate, String window, Target target, Path file) {
        Campaign campaign = new Campaign(
                JobOnDisk.CAMPAIGN.name(),
                JobOnDisk.CAMPAIGN.input(),
                JobOnDisk.CAMPAIGN.numbers(),
                JobOnDisk.CAMPAIGN.task(),
                new DispatchSettings(
                        DispatchSettings.DEFAULT_LAUNCH,
                        Rate.parse(rate),
                        DispatchSettings.DEFAULT_IN_FLIGHT,
                        CallingWindow.parse(window),
                        DispatchSettings.DEFAULT_DAYS,
                        null,
                        DispatchSettings.DEFAULT_ZONE,
                        false,
                        true),
                new LimitsSettings(null, null, null, perDay, null, null));
        return job.run(new RunRequest(campaign, List.of(file), target, "", false, true));
    }

    @ParameterizedTest
    @CsvSource({"2499, 2, STOPPED", "2500, 3, COMPLETED", "2501, 3, COMPLETED"})
    void stopsAtTheListWithWhichTheDayWouldHaveTooManyCallees(int perDay, int submitted, RunState state)
            throws IOException {
        assertThat(run(perDay, file(2_500)).state()).isEqualTo(state);
        assertThat(api.tasks()).hasSize(submitted);
    }

    @Test
    void saysWhatWasSubmittedAndWhenItGoesOn() throws IOException {
        assertThat(run(2_000, file(2_500)).message())
                .asString()
                .isEqualTo("limits.max-callees-per-day is 2,000: 2,000 callees were submitted on 2026-03-02"
                        + " (Asia/Shanghai) in all runs of the campaign, and the next list has 500; it can be submitted from"
                        + " 2026-03-03T00:00 on; run the same command again then");
    }

    @Test
    void goesOnWhenTheCallingWindowOpensOnTheNextDay() throws IOException {
        RunEnd end = run(2_000, "20/s", "09:00-12:00", Target.SANDBOX, file(2_500));
        assertThat(end.message()).asString().contains("from 2026-03-03T09:00 on");
        assertThat(end.goesOn()).contains(Instant.parse("2026-03-03T01:00:00Z"));
    }

    @Test
    void goesOnDayAfterDayAndSubmitsEachNumberOnce() throws IOException {
        Path file = file(5_500);
        for (int day = 1; day <= 2; day++) {
            assertThat(run(2_000, file).state()).isEqualTo(RunState.STOPPED);
            assertThat(run(2_000, file).state()).as("once more on that day").isEqualTo(RunState.STOPPED);
            assertThat(api.tasks()).hasSize(2 * day);
            ticker.pass(Duration.ofHours(24));
        }
        assertThat(run(2_000, file).state()).isEqualTo(RunState.COMPLETED);

        long[] numbers = api.tasks().stream()
                .flatMapToLong(task -> LongStream.of(task.callees().nationals()))
                .sorted()
                .toArray();
        assertThat(numbers).isEqualTo(LongStream.range(FIRST, FIRST + 5_500).toArray());
    }

    @Test
    void countsAllRunsOfTheCampaignAndTheTarget() throws IOException {
        run(3_000, file(1_500));
        assertThat(run(3_000, file(2_500)).state()).isEqualTo(RunState.STOPPED);
        assertThat(api.tasks()).hasSize(3);
        assertThat(run(3_000, "20/s", "always", Target.LIVE, file(2_500)).state())
                .isEqualTo(RunState.COMPLETED);
    }

    /** One list a minute from 23:59:10 on: the second is let through before midnight and signed after it. */
    @Test
    void countsAListOnTheDayOnWhichItsRequestWasSigned() throws IOException {
        Path file = file(5_000);
        ticker.pass(Duration.ofHours(14).plusMinutes(59).plusSeconds(10));
        RunEnd end = run(2_000, "1/min", "always", Target.SANDBOX, file);

        assertThat(end.message()).asString().contains("2,000 callees were submitted on 2026-03-03");
        assertThat(api.tasks()).hasSize(3);
    }

    @Test
    void aListThatCameBackIsNotCounted() throws IOException {
        answers = n -> n <= 5 ? Answers.throttled() : Answers.accepted("1");
        assertThat(run(2_000, file(2_000)).state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void whatIsInDoubtOrHeldCounts() throws IOException {
        answers = n -> n == 1 ? Answers.unrecognised() : Answers.accepted("1");
        Path file = file(2_000);
        run(1_000, file);
        RunEnd end = run(1_000, file);

        assertThat(job.runs.books(end.run()).lists(ListState.HELD)).isEqualTo(1);
        assertThat(end.message()).asString().contains("1,000 callees were submitted on 2026-03-02");
        assertThat(api.sent()).hasSize(1);
    }

    @Test
    void refusesALimitUnderWhichAListCanNeverLeave() throws IOException {
        RunEnd end = run(999, file(1_001));
        assertThat(end.state()).isEqualTo(RunState.FAILED);
        assertThat(end.message())
                .asString()
                .isEqualTo(
                        "limits.max-callees-per-day is 999, under which a list of 1,000 callees can never be submitted;"
                                + " raise it to 1,000 or more in the campaign file, then run the same command again");
        assertThat(api.sent()).isEmpty();
        assertThat(run(1_000, file(1_001)).state()).isEqualTo(RunState.STOPPED);
    }
}
