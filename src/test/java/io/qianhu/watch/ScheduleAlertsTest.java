package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.HandTicker;
import io.qianhu.job.Progress;
import io.qianhu.job.RunEnd;
import io.qianhu.ledger.RunState;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
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
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleAlertsTest {
    private static final Instant DUE = Instant.parse("2026-03-01T18:00:00Z");

    @TempDir
    private Path folder;

    private final HandTicker ticker = new HandTicker();
    private final List<Alert> told = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private WatchedLedger watched;

    @SuppressWarnings("NullAway.Init")
    private ScheduleAlerts alerts;

    @BeforeEach
    void open() {
        watched = new WatchedLedger(folder);
        alerts = new ScheduleAlerts(
                told::add, watched.campaigns, 20, Words.of(Locale.ENGLISH), ticker::now, ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void tellsOfEveryNightThatWentWrongAndOfNoneThatWentWell() {
        alerts.campaignChanged(Path.of("a.yml"), Message.text("is used"));
        for (RunState state : List.of(RunState.COMPLETED, RunState.STOPPED, RunState.INTERRUPTED)) {
            alerts.runEnded("spring", new RunEnd("r1", state, false, Message.text("as told")));
        }
        assertThat(told).isEmpty();
        alerts.runEnded("spring", new RunEnd("r1", RunState.FAILED, false, Message.text("no space")));
        alerts.runEnded("spring", new RunEnd("r1", RunState.ATTENTION, false, Message.NONE));
        alerts.runEnded("spring", new RunEnd("r1", RunState.PAUSED, false, Message.text("brake growth")));
        alerts.refused("spring", Message.text("a.csv cannot be read"));
        alerts.missed("spring", List.of(DUE, DUE.plusSeconds(60)), Message.text("left out"));
        alerts.asks("spring", DUE);
        alerts.nothingCame("spring", DUE, Message.text("no new file came"));
        alerts.leftOut("spring", DUE, List.of(Path.of("b.csv")));
        alerts.waitsBehind("spring", DUE, "r1", Message.text("is paused"));
        alerts.waitsForWord("spring", "r1", Message.text("was left alone for long"));
        alerts.asksAboutRead("spring", DUE, "autumn");
        alerts.noted("spring", "r1", Message.text("lists have changed"));
        alerts.trouble(Message.text("the ledger does not answer"));
        alerts.brokenCampaign(Path.of("a.yml"), Message.text("a.yml line 3: unknown key"));
        alerts.stalled("spring", "r1", Duration.ofMinutes(15));
        assertThat(told)
                .extracting(Alert::kind)
                .containsExactly(
                        AlertKind.RUN_FAILED,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.RUN_FAILED,
                        AlertKind.MISSED,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.NOTHING_CAME,
                        AlertKind.NOTHING_CAME,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.RUN_FAILED,
                        AlertKind.BROKEN_CAMPAIGN,
                        AlertKind.STALLED);
        assertThat(told)
                .extracting(Alert::text)
                .contains(
                        "campaign spring: run r1 is FAILED: no space",
                        "campaign spring: 2 schedules were missed, 2026-03-01 18:00 to 2026-03-01 18:01; left out",
                        "campaign spring: no run for the schedule of 2026-03-01 18:00: no new file came",
                        "a.yml line 3: unknown key");
    }

    @Test
    void tellsInTheLanguageThatWasAskedForWithNothingLeftOut() {
        ScheduleAlerts chinese = new ScheduleAlerts(
                told::add, watched.campaigns, 20, Words.of(Locale.CHINESE), ticker::now, ZoneOffset.UTC);
        chinese.missed("spring", List.of(DUE, DUE.plusSeconds(60)), Message.of("schedule.left-out-schedule-missed"));
        chinese.waitsForWord("spring", "r1", Message.of("schedule.stopped-request"));
        chinese.runEnded(
                "spring", new RunEnd("r1", RunState.PAUSED, false, Message.of("job.above-max-callees", 5, 13)));
        chinese.runEnded(
                "spring",
                new RunEnd("r1", RunState.FAILED, false, Message.text("a reason of another program: 13812340000")));
        assertThat(told)
                .extracting(Alert::text)
                .containsExactly(
                        "任务 spring：错过了 2 个计划，从 2026-03-01 18:00 到 2026-03-01 18:01；略过（schedule.missed: skip）",
                        "任务 spring：运行 r1 已按要求停止，不会自行继续；若要让它继续：qianhu resume r1",
                        "任务 spring：运行 r1 的状态为 PAUSED：limits.max-callees 为 5，而文件中有 13 个号码；请看 `qianhu status r1`",
                        "任务 spring：运行 r1 的状态为 FAILED：a reason of another program: 138****0000");
    }

    @Test
    void saysTheSameOnlyOnceInSixHours() {
        RunEnd end = new RunEnd("r1", RunState.FAILED, false, Message.text("no space"));
        alerts.runEnded("spring", end);
        ticker.pass(Duration.ofHours(6).minusNanos(1));
        alerts.runEnded("spring", end);
        assertThat(told).hasSize(1);
        alerts.runEnded("spring", new RunEnd("r1", RunState.FAILED, false, Message.text("another reason")));
        assertThat(told).hasSize(2);
        ticker.pass(Duration.ofNanos(1));
        alerts.runEnded("spring", end);
        assertThat(told).hasSize(3);
    }

    @Test
    void comparesTheRejectsOfARunThatEnded() {
        watched.run("r1", RunState.COMPLETED, 5);
        alerts.runEnded(WatchedLedger.NAME, new RunEnd("r1", RunState.COMPLETED, false, Message.NONE));
        assertThat(told).isEmpty();
        watched.ledger.sql("update run set started_at = dateadd('DAY', -1, started_at)");
        watched.run("r2", RunState.COMPLETED, 16);
        alerts.runEnded(WatchedLedger.NAME, new RunEnd("r2", RunState.COMPLETED, false, Message.NONE));
        assertThat(told).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(AlertKind.MANY_REJECTS);
            assertThat(alert.text())
                    .isEqualTo("campaign spring-renewal: run r2: 16.0 % of its 100 rows were rejected, and 5.0 % in the"
                            + " run before");
        });
    }

    @Test
    void looksAtNoShareBeforeEveryRowIsRead() {
        watched.run("r1", RunState.STOPPED, 50);
        watched.ledger.sql("update run set intake_done = false");
        alerts.runEnded(WatchedLedger.NAME, new RunEnd("r1", RunState.STOPPED, false, Message.NONE));
        assertThat(told).isEmpty();
    }

    @Test
    void seesARunStandStillWhileItsWindowIsOpen() {
        watched.run("r1", RunState.RUNNING, 5);
        StallTimer stalls =
                new StallTimer(alerts, watched.campaigns, Duration.ofMinutes(15), ticker::now, ticker::nanos);
        stalls.worksOn("r1", new Progress());
        stalls.look();
        ticker.pass(Duration.ofMinutes(15));
        stalls.look();
        assertThat(told).extracting(Alert::kind).containsExactly(AlertKind.STALLED);
        // The window of nine to twelve is closed now.
        ticker.pass(Duration.ofHours(4));
        watched.ledger.sql("update run set rows_read = rows_read + 1");
        stalls.look();
        ticker.pass(Duration.ofMinutes(30));
        stalls.look();
        assertThat(told).hasSize(1);
        stalls.close();
    }

    /** The canary's wait, or that of a proof, has an end that is known; the time counts from there. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRunThatWaitsForATimeThatIsKnownDoesNotStandStill(boolean canary) {
        watched.run("r1", RunState.RUNNING, 5);
        StallTimer stalls =
                new StallTimer(alerts, watched.campaigns, Duration.ofMinutes(15), ticker::now, ticker::nanos);
        Progress progress = new Progress();
        stalls.worksOn("r1", progress);
        Optional<Instant> until = Optional.of(ticker.now().plus(Duration.ofMinutes(60)));
        if (canary) {
            progress.canaryUntil(until);
        } else {
            progress.settlesAt(until);
        }
        for (int minutes = 0; minutes < 74; minutes++) {
            stalls.look();
            ticker.pass(Duration.ofMinutes(1));
        }
        assertThat(told).isEmpty();

        ticker.pass(Duration.ofMinutes(2));
        stalls.look();
        assertThat(told).extracting(Alert::kind).containsExactly(AlertKind.STALLED);
        stalls.close();
    }
}
