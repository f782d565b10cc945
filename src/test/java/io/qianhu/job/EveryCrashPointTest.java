package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.Campaigns;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Meaning;
import io.qianhu.ledger.ListState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run of three lists, and everything that can happen to it once: each kind of answer to each request, whether the
 * service made the task, whether it reads the request late, whether it lists the task late; and for each of these a
 * crash at every point, and a second crash at every point after the first; or an owner that stands still at every point
 * and goes on at every later one. Nothing is drawn by chance.
 */
@ExtendWith(QuietLog.class)
class EveryCrashPointTest {
    private static final int LISTS = 3;
    private static final int MOST_PROCESSES = 10;
    private static final Duration LATENCY = Duration.ofMillis(80);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Shorter than a signature is valid, so the service may still act on it. */
    private static final Duration LATE = Duration.ofMinutes(14);

    /** Longer than a signature is valid, so the service must refuse it. */
    private static final Duration TOO_LATE = Duration.ofMinutes(16);

    /** Until somebody lets it go on. */
    private static final Duration FOREVER = Duration.ofDays(365);

    private static final Duration LISTED_LATE = Duration.ofMinutes(15);

    private static final DispatcherSettings SETTINGS = new DispatcherSettings(
            DispatcherSettings.SAFE_SETTLE_AFTER,
            Duration.ofMinutes(5),
            2,
            2,
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1));

    static Map<String, PlayedApi.Play> plays() {
        Map<String, PlayedApi.Play> plays = new LinkedHashMap<>();
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("accepted", Answers.accepted("1"));
        answers.put("throttled", Answers.throttled());
        answers.put("frequency limited", Answers.frequencyLimited());
        answers.put("outside the period", Answers.outsidePeriod());
        answers.put("unreachable", Answers.unreachable());
        answers.put("stop", Answers.stop());
        answers.put("refused", Answers.refused("isv.BAD"));
        answers.put("unrecognised", Answers.unrecognised());
        answers.forEach((name, answer) -> plays.put(name, PlayedApi.Play.of(LATENCY, answer)));
        for (Duration answered : List.of(LATENCY, TIMEOUT)) {
            String how = answered.equals(TIMEOUT) ? "timeout" : "no proof";
            plays.put(how + ", not accepted", unconfirmed(LATENCY, false, Duration.ZERO, answered));
            for (Duration listed : List.of(Duration.ZERO, LISTED_LATE)) {
                String when = listed.isZero() ? "" : ", listed late";
                plays.put(how + ", accepted" + when, unconfirmed(LATENCY, true, listed, answered));
                plays.put(how + ", accepted late" + when, unconfirmed(LATE, true, listed, answered));
            }
            plays.put(how + ", arrives too late", unconfirmed(TOO_LATE, true, Duration.ZERO, answered));
        }
        return plays;
    }

    private static PlayedApi.Play unconfirmed(Duration arrives, boolean creates, Duration listed, Duration answered) {
        return new PlayedApi.Play(arrives, creates, listed, answered, Answers.unconfirmed());
    }

    static Stream<Arguments> playsAtEachRequest() {
        return plays().entrySet().stream()
                .flatMap(play -> IntStream.rangeClosed(1, LISTS)
                        .mapToObj(request -> Arguments.of(Named.of(play.getKey(), play.getValue()), request)));
    }

    @ParameterizedTest(name = "request {1}: {0}")
    @MethodSource("playsAtEachRequest")
    void nothingIsSubmittedTwiceAndNothingIsLost(PlayedApi.Play play, int request) {
        for (int inFlight : new int[] {1, LISTS}) {
            int points = new History(inFlight, play, request, Set.of()).playToItsEnd();
            assertThat(points).as("points at which it can die").isGreaterThanOrEqualTo(6 * LISTS);
            for (int first = 1; first <= points; first++) {
                int more = new History(inFlight, play, request, Set.of(first)).playToItsEnd();
                assertThat(more).as("it lives on after the crash").isGreaterThan(first);
                for (int second = first + 1; second <= more; second++) {
                    new History(inFlight, play, request, Set.of(first, second)).playToItsEnd();
                }
            }
        }
    }

    /** One process takes the run from another that stands still and, at every later point or after the end, goes on. */
    @ParameterizedTest(name = "request {1}: {0}")
    @MethodSource("playsAtEachRequest")
    void nothingChangesWhenAFrozenOwnerGoesOn(PlayedApi.Play play, int request) {
        int points = new History(LISTS, play, request, Set.of()).playToItsEnd();
        for (int frozen = 1; frozen <= points; frozen++) {
            int more = new History(LISTS, play, request, Set.of())
                    .freezeAt(frozen, Integer.MAX_VALUE)
                    .playToItsEnd();
            for (int wakes = frozen + 1; wakes <= more; wakes++) {
                new History(LISTS, play, request, Set.of())
                        .freezeAt(frozen, wakes)
                        .playToItsEnd();
            }
        }
    }

    /** What no crash disturbs ends as its answer says. */
    @ParameterizedTest(name = "request {1}: {0}")
    @MethodSource("playsAtEachRequest")
    void withoutACrashOnlyARefusalKeepsAListFromBeingAccepted(PlayedApi.Play play, int request) {
        History history = new History(1, play, request, Set.of());
        history.playToItsEnd();

        List<ListState> states = IntStream.rangeClosed(1, LISTS)
                .mapToObj(number -> history.run.ledger.state(ModelledRun.RUN, number))
                .toList();
        List<ListState> expected = new ArrayList<>(List.of(ListState.ACCEPTED, ListState.ACCEPTED, ListState.ACCEPTED));
        if (play.answer().meaning() == Meaning.REFUSED) {
            expected.set(request - 1, ListState.REFUSED);
        } else if (play.answer().meaning() == Meaning.UNRECOGNISED) {
            expected.set(request - 1, ListState.HELD);
        }
        assertThat(states).isEqualTo(expected);
    }

    private static final class History implements ModelledRun.Fate {
        private final String what;
        private final Set<Integer> crashesAt;
        private final HandTicker ticker = new HandTicker();
        private final ModelledRun run;
        private int points;
        private int requests;
        private int freezesAt;
        private int wakesAt;

        /** The play is for one request, counted over all processes; every other is accepted. */
        History(int inFlight, PlayedApi.Play play, int request, Set<Integer> crashesAt) {
            this.what = inFlight + " in flight, crashes at points " + crashesAt;
            this.crashesAt = crashesAt;
            this.run = new ModelledRun(
                    LISTS,
                    ticker,
                    Campaigns.of("20/s", inFlight),
                    SETTINGS,
                    this,
                    task -> ++requests == request ? play : PlayedApi.Play.of(LATENCY, Answers.accepted("2")));
        }

        /** The process that comes to one point stands still there until another one comes to a later point. */
        History freezeAt(int point, int wakes) {
            freezesAt = point;
            wakesAt = wakes;
            return this;
        }

        @Override
        public boolean mayFreeze() {
            return freezesAt > 0;
        }

        @Override
        public boolean diesAt(ModelledRun.Point point) {
            if (++points == wakesAt) {
                run.wakeAll();
            }
            return crashesAt.contains(points);
        }

        @Override
        public Optional<Duration> freezesAt(ModelledRun.Point point) {
            return points == freezesAt ? Optional.of(FOREVER) : Optional.empty();
        }

        /** Returns how many points it passed. */
        int playToItsEnd() {
            try {
                playAndVerify();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        what + ", frozen at " + freezesAt + " until " + wakesAt + ": " + e.getMessage(), e);
            }
            return points;
        }

        private void playAndVerify() {
            int crashes = 0;
            boolean frozen = false;
            for (int process = 0; process < MOST_PROCESSES; process++) {
                ModelledRun.End end = run.process(true);
                if (end == ModelledRun.End.COMPLETE) {
                    assertThat(frozen).as("stood still").isEqualTo(freezesAt > 0);
                    run.wakeAll();
                    assertThat(crashes).as("crashes").isEqualTo(crashesAt.size());
                    run.verify(ListState.ACCEPTED, ListState.REFUSED, ListState.HELD);
                    run.verifyPace();
                    return;
                }
                frozen |= end == ModelledRun.End.FROZEN;
                ticker.pass(untilTheNextProcess(end));
                crashes += run.died() ? 1 : 0;
            }
            throw new AssertionError("does not come to an end");
        }

        private static Duration untilTheNextProcess(ModelledRun.End end) {
            return switch (end) {
                // By the API's own hours: somebody runs the command again when they are open.
                case STOPPED -> Duration.ofHours(1);
                // So soon that only the lease tells the frozen one that it must not go on.
                case FROZEN -> Duration.ofSeconds(1);
                default -> Duration.ofSeconds(3);
            };
        }
    }
}
