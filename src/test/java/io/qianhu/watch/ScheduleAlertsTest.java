package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.HandTicker;
import io.qianhu.job.Progress;
import io.qianhu.job.RunEnd;
import io.qianhu.ledger.RunState;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import io.qianhu.schedule.ScheduleEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
        alerts = new ScheduleAlerts(told::add, watched.campaigns, 20, Words.of(Locale.ENGLISH), ticker::now);
    }

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void tellsOfEveryNightThatWentWrongAndOfNoneThatWentWell() {
        for (RunState state : List.of(RunState.COMPLETED, RunState.STOPPED, RunState.INTERRUPTED)) {
            ended("spring", new RunEnd("r1", state, false, Message.text("as told")));
        }
        assertThat(told).isEmpty();
        ended("spring", new RunEnd("r1", RunState.FAILED, false, Message.text("no space")));
        ended("spring", new RunEnd("r1", RunState.ATTENTION, false, Message.NONE));
        ended("spring", new RunEnd("r1", RunState.PAUSED, false, Message.text("brake growth")));
        for (ScheduleEvent.Kind kind : ScheduleEvent.Kind.values()) {
            alerts.accept(new ScheduleEvent(kind, "spring", "", Message.text("what came " + kind), null));
        }
        alerts.stalled("spring", "r1", Duration.ofMinutes(15));
        assertThat(told)
                .extracting(Alert::kind)
                .containsExactly(
                        AlertKind.RUN_FAILED,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.MISSED,
                        AlertKind.NOTHING_CAME,
                        AlertKind.NEEDS_PERSON,
                        AlertKind.RUN_FAILED,
                        AlertKind.BROKEN_CAMPAIGN,
                        AlertKind.STALLED);
        assertThat(told)
                .extracting(Alert::text)
                .contains(
                        "campaign spring: run r1 is FAILED: no space",
                        "campaign spring: run r1 is ATTENTION; see `qianhu status r1`",
                        "what came MISSED");
    }

    private void ended(String campaign, RunEnd end) {
        alerts.accept(ScheduleEvent.ended(campaign, end));
    }

    @Test
    void tellsInTheLanguageThatWasAskedForWithNothingLeftOut() {
        ScheduleAlerts chinese =
                new ScheduleAlerts(told::add, watched.campaigns, 20, Words.of(Locale.CHINESE), ticker::now);
        chinese.accept(ScheduleEvent.ended(
                "spring", new RunEnd("r1", RunState.PAUSED, false, Message.of("job.above-max-callees", 5, 13))));
        chinese.accept(ScheduleEvent.ended(
                "spring",
                new RunEnd("r1", RunState.FAILED, false, Message.text("a reason of another program: 13812340000"))));
        assertThat(told)
                .extracting(Alert::text)
                .containsExactly(
                        "任务 spring：运行 r1 的状态为 PAUSED：limits.max-callees 为 5，而文件中有 13 个号码；请看 `qianhu status r1`",
                        "任务 spring：运行 r1 的状态为 FAILED：a reason of another program: 138****0000");
    }

    @Test
    void saysTheSameOnlyOnceInSixHours() {
        RunEnd end = new RunEnd("r1", RunState.FAILED, false, Message.text("no space"));
        ended("spring", end);
        ticker.pass(Duration.ofHours(6).minusNanos(1));
        ended("spring", end);
        assertThat(told).hasSize(1);
        ended("spring", new RunEnd("r1", RunState.FAILED, false, Message.text("another reason")));
        assertThat(told).hasSize(2);
        ticker.pass(Duration.ofNanos(1));
        ended("spring", end);
        assertThat(told).hasSize(3);
    }

    @Test
    void comparesTheRejectsOfARunThatEnded() {
        watched.run("r1", RunState.COMPLETED, 5);
        ended(WatchedLedger.NAME, new RunEnd("r1", RunState.COMPLETED, false, Message.NONE));
        assertThat(told).isEmpty();
        watched.ledger.sql("update run set started_at = dateadd('DAY', -1, started_at)");
        watched.run("r2", RunState.COMPLETED, 16);
        ended(WatchedLedger.NAME, new RunEnd("r2", RunState.COMPLETED, false, Message.NONE));
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
        ended(WatchedLedger.NAME, new RunEnd("r1", RunState.STOPPED, false, Message.NONE));
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
