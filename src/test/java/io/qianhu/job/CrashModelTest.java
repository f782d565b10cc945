package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.Campaigns;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dyvms.Answer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole histories of a run that a seed draws: processes that die before or after any write and at any request, in every
 * third history a clock that somebody sets, and a service that answers anything, late, or not at all. A seed replays a history.
 *
 * <p>In the end every list is accepted by the service once, or not at all and refused or held for a reason.
 */
@ExtendWith(QuietLog.class)
class CrashModelTest {
    private static final int HISTORIES = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000, 2_000_000})
    void everyListIsAcceptedOnceOrNotAtAllForAReason(long firstSeed) {
        int crashes = 0;
        for (long seed = firstSeed; seed < firstSeed + HISTORIES; seed++) {
            History history = new History(seed);
            try {
                history.play();
                history.verify();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            crashes += history.crashes;
        }
        assertThat(crashes).as("histories that do not crash prove little").isGreaterThan(HISTORIES);
    }

    private static final class History {
        private static final int LISTS = 10;
        private static final int MOST_CRASHES = 6;
        private static final int MOST_PROCESSES = 200;
        private static final Duration TIMEOUT = Duration.ofSeconds(30);
        private static final DispatcherSettings SETTINGS = new DispatcherSettings(
                Duration.ofMinutes(31), Duration.ofMinutes(5), 3, 3, Duration.ofSeconds(5), Duration.ofMinutes(2));

        private final Random random;
        private final HandTicker ticker;
        private final ModelledRun run;
        private int crashes;
        private int pointsToCrash;
        private final boolean clockIsSet;
        private Duration clockOff = Duration.ZERO;

        History(long seed) {
            random = new Random(seed);
            clockIsSet = random.nextInt(3) == 0;
            ticker = new HandTicker(random.nextLong());
            run = new ModelledRun(
                    LISTS,
                    ticker,
                    Campaigns.of(random.nextBoolean() ? "5/s" : "20/s", 1 + random.nextInt(6)),
                    SETTINGS,
                    this::diesAt,
                    task -> answer());
        }

        void play() {
            for (int process = 0; process < MOST_PROCESSES; process++) {
                pointsToCrash = crashes < MOST_CRASHES ? 1 + random.nextInt(50) : Integer.MAX_VALUE;
                try {
                    if (run.processEnds(random.nextInt(4) > 0)) {
                        return;
                    }
                    ticker.pass(Duration.ofMinutes(random.nextInt(90)));
                } catch (ModelledRun.Crash | RunFailed ended) {
                    // The API refuses what a clock signs that is far off, so somebody puts it right.
                    setClock(ended instanceof RunFailed ? Duration.ZERO : clockOff);
                    ticker.pass(Duration.ofMillis(random.nextInt(10) == 0 ? 3_600_000 : random.nextInt(5_000)));
                }
                crashes += run.died() ? 1 : 0;
            }
            throw new AssertionError("does not come to an end");
        }

        void verify() {
            run.verify();
            run.verifyPace();
        }

        private void setClock(Duration off) {
            ticker.shiftClock(off.minus(clockOff));
            clockOff = off;
        }

        private boolean diesAt(ModelledRun.Point point) {
            boolean write = point == ModelledRun.Point.BEFORE_WRITE || point == ModelledRun.Point.AFTER_WRITE;
            if (write && random.nextInt(10) == 0) {
                // Commits take time, and now and then a process is frozen for longer than anything waits.
                ticker.pass(random.nextInt(60) == 0 ? Duration.ofMinutes(40) : Duration.ofMillis(random.nextInt(30)));
            }
            if (clockIsSet && random.nextInt(15) == 0) {
                setClock(Duration.ofSeconds(random.nextInt(3 * 3_600) - 3_600));
            }
            return --pointsToCrash == 0;
        }

        private PlayedApi.Play answer() {
            Duration latency = Duration.ofMillis(5 + random.nextInt(300));
            int kind = random.nextInt(100);
            if (kind < 55) {
                return PlayedApi.Play.of(latency, Answers.accepted("1"));
            }
            if (kind < 75) {
                return unconfirmed(latency);
            }
            return PlayedApi.Play.of(latency, refusal(kind));
        }

        private static Answer refusal(int kind) {
            if (kind < 82) {
                return Answers.throttled();
            }
            if (kind < 90) {
                return Answers.unreachable();
            }
            if (kind < 94) {
                return Answers.refused("isv.BAD" + kind);
            }
            return kind < 96
                    ? Answers.frequencyLimited()
                    : kind < 97 ? Answers.unrecognised() : kind < 98 ? Answers.stop() : Answers.outsidePeriod();
        }

        /** Lost on the way there, lost on the way back, or read by the service only minutes later; listed late. */
        private PlayedApi.Play unconfirmed(Duration latency) {
            Duration arrives = random.nextInt(3) == 0 ? Duration.ofSeconds(random.nextInt(1_200)) : latency;
            Duration listed = Duration.ofSeconds(random.nextInt(3) == 0 ? random.nextInt(900) : 0);
            Duration answered = random.nextBoolean() ? latency : TIMEOUT;
            return new PlayedApi.Play(arrives, random.nextBoolean(), listed, answered, Answers.unconfirmed());
        }
    }
}
