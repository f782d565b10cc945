package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.LimitsSettings;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.Campaigns;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dyvms.Answer;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.ledger.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole histories of a run that a seed draws: processes that die before or after any write and at any request; in every
 * third history processes that stand still there and go on later, while others work on the run or have finished it; in
 * every third a clock that somebody sets; in every fourth the gate of the first list, in every fourth that of the canary;
 * in every fourth a home that is put back from a copy, or a copy in which somebody works; and a service that answers
 * anything, also with the answer to another request, late, or not at all, and that at times answers no lookup, or lists
 * nothing of what it has. A person releases brakes and at the end decides what no rule can, at times wrongly, and the run
 * goes on. A seed replays a history.
 *
 * <p>In the end every list is accepted by the service once, or given up by the person and not accepted.
 */
@ExtendWith(QuietLog.class)
class CrashModelTest {
    private static final int HISTORIES = Integer.getInteger("histories", 5_000);

    /** More than cores: while one history changes from thread to thread, others go on. */
    private static final int AT_A_TIME = 2 * Runtime.getRuntime().availableProcessors();

    /** What befell some histories. */
    private record Tally(
            int crashes,
            int freezes,
            int requestsAfterLoss,
            int decisions,
            int refusedDecisions,
            int releases,
            int putBack,
            int reconciled,
            int cancelled,
            int lookedUpBadly) {
        private Tally plus(Tally other) {
            return new Tally(
                    crashes + other.crashes,
                    freezes + other.freezes,
                    requestsAfterLoss + other.requestsAfterLoss,
                    decisions + other.decisions,
                    refusedDecisions + other.refusedDecisions,
                    releases + other.releases,
                    putBack + other.putBack,
                    reconciled + other.reconciled,
                    cancelled + other.cancelled,
                    lookedUpBadly + other.lookedUpBadly);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000, 2_000_000})
    void everyListIsAcceptedOnceOrGivenUp(long firstSeed) throws Exception {
        Tally tally = play(LongStream.range(firstSeed, firstSeed + HISTORIES));

        assertThat(tally.crashes).as("histories that do not crash prove little").isGreaterThan(HISTORIES);
        assertThat(tally.freezes)
                .as("nor do those in which nobody stands still")
                .isGreaterThan(HISTORIES / 2);
        assertThat(tally.requestsAfterLoss)
                .as("nor those in which no request is late")
                .isGreaterThan(HISTORIES / 20);
        assertThat(tally.releases).as("nor those that no brake holds").isGreaterThan(HISTORIES / 10);
        assertThat(tally.decisions).as("nor those that need no person").isGreaterThan(HISTORIES / 2);
        assertThat(tally.putBack).as("nor those of one home alone").isGreaterThan(HISTORIES / 10);
        assertThat(tally.reconciled)
                .as("nor those in which nothing is found elsewhere")
                .isGreaterThan(HISTORIES / 20);
        assertThat(tally.refusedDecisions)
                .as("nor those in which every person is right")
                .isGreaterThan(HISTORIES / 20);
        assertThat(tally.lookedUpBadly)
                .as("nor those in which every lookup is answered")
                .isGreaterThan(HISTORIES / 4);
        assertThat(tally.cancelled).as("nor those that are given up").isLessThan(HISTORIES / 20);
    }

    private static Tally play(LongStream seeds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Tally tally = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            List<Callable<Tally>> histories =
                    seeds.<Callable<Tally>>mapToObj(seed -> () -> play(seed)).toList();
            for (Future<Tally> played : threads.invokeAll(histories)) {
                tally = tally.plus(played.get());
            }
            return tally;
        } finally {
            threads.shutdown();
        }
    }

    private static Tally play(long seed) {
        History history = new History(seed);
        try {
            history.play();
            history.verify();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
        return history.tally();
    }

    private static final class History implements ModelledRun.Fate {
        private static final int LISTS = 10;
        private static final int MOST_CRASHES = 6;
        private static final int MOST_FREEZES = 6;
        private static final int MOST_PUT_BACK = 3;
        private static final int MOST_PROCESSES = 200;
        private static final Duration LONGEST_FREEZE = Duration.ofMinutes(90);
        private static final Duration TIMEOUT = Duration.ofSeconds(30);
        private static final DispatcherSettings SETTINGS = new DispatcherSettings(
                DispatcherSettings.SAFE_SETTLE_AFTER,
                Duration.ofMinutes(5),
                3,
                3,
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1));

        private final Random random;
        private final HandTicker ticker;
        private final ModelledRun run;
        private int crashes;
        private int freezes;
        private int decisions;
        private int refusedDecisions;
        private int lookedUpBadly;
        private int releases;
        private int putBack;
        private int reconciled;
        private MemoryListStore.@Nullable Copy backup;
        private int pointsToCrash;
        private int pointsToFreeze;
        private final boolean mayFreeze;
        private final boolean mayForget;
        private final boolean clockIsSet;
        private Duration clockOff = Duration.ZERO;

        History(long seed) {
            random = new Random(seed);
            clockIsSet = random.nextInt(3) == 0;
            mayFreeze = random.nextInt(3) == 0;
            mayForget = random.nextInt(4) == 0;
            ticker = new HandTicker(random.nextLong());
            run = new ModelledRun(
                    LISTS,
                    ticker,
                    Campaigns.of(random.nextBoolean() ? "5/s" : "20/s", 1 + random.nextInt(6)),
                    SETTINGS,
                    this,
                    random.nextInt(4) == 0,
                    random.nextInt(4) == 0 ? canary() : LimitsSettings.NONE,
                    task -> answer());
        }

        private LimitsSettings canary() {
            return new LimitsSettings(
                    null,
                    null,
                    null,
                    null,
                    2,
                    random.nextBoolean() ? Duration.ofSeconds(1 + random.nextInt(300)) : null);
        }

        void play() {
            try {
                for (int process = 0; process < MOST_PROCESSES; process++) {
                    if (mayForget && putBack < MOST_PUT_BACK) {
                        forget();
                    }
                    lookUps();
                    if (goesOnAfter(nextProcess())) {
                        crashes += run.died() ? 1 : 0;
                    } else {
                        ticker.pass(LONGEST_FREEZE);
                        return;
                    }
                }
            } finally {
                run.killAll();
            }
            throw new AssertionError("does not come to an end");
        }

        /**
         * The home is put back from a copy, or somebody works in a copy of it. What is under way has reached the service by
         * then and is shown there.
         */
        private void forget() {
            switch (random.nextInt(12)) {
                case 0 -> backup = run.backup();
                case 1 -> {
                    if (backup != null) {
                        ticker.pass(LONGEST_FREEZE);
                        run.putBack(backup);
                        backup = null;
                        putBack++;
                    }
                }
                case 2 -> {
                    ticker.pass(LONGEST_FREEZE);
                    run.processInAnotherHome();
                    ticker.pass(LONGEST_FREEZE);
                    putBack++;
                }
                default -> {}
            }
        }

        /**
         * A service that lists nothing does not remember for another home, so nobody can; and before anything was accepted
         * nobody can know that it lists nothing.
         */
        private void lookUps() {
            int kind = random.nextInt(16);
            run.api.lookedUp(
                    kind == 0
                            ? PlayedApi.Listing.AWAY
                            : kind == 1 && !mayForget && run.anyAccepted()
                                    ? PlayedApi.Listing.NOTHING
                                    : PlayedApi.Listing.WELL);
            lookedUpBadly += run.api.lookedUp() == PlayedApi.Listing.WELL ? 0 : 1;
        }

        private ModelledRun.End nextProcess() {
            pointsToCrash = crashes < MOST_CRASHES ? 1 + random.nextInt(50) : Integer.MAX_VALUE;
            pointsToFreeze = mayFreeze && freezes < MOST_FREEZES ? 1 + random.nextInt(40) : Integer.MAX_VALUE;
            return run.process(random.nextInt(4) > 0);
        }

        private boolean goesOnAfter(ModelledRun.End end) {
            switch (end) {
                case COMPLETE -> {
                    return personDecides();
                }
                case STOPPED -> {
                    ticker.pass(Duration.ofMinutes(random.nextInt(90)));
                    releases += random.nextBoolean() && run.release() ? 1 : 0;
                    reconciled += random.nextBoolean() && run.reconcile() ? 1 : 0;
                    return !run.isCancelled();
                }
                case FAILED, DIED, FROZEN -> {
                    // The API refuses what a clock signs that is far off, so somebody puts it right.
                    setClock(end == ModelledRun.End.FAILED ? Duration.ZERO : clockOff);
                    ticker.pass(Duration.ofMillis(random.nextInt(10) == 0 ? 3_600_000 : random.nextInt(5_000)));
                }
            }
            return true;
        }

        /** Returns whether anything was left to decide; by then no request can be accepted any more. */
        private boolean personDecides() {
            List<Integer> open = run.needPerson();
            if (!open.isEmpty()) {
                ticker.pass(Duration.ofHours(1));
                open.forEach(this::decide);
                decisions += open.size();
            }
            return !open.isEmpty();
        }

        /** Whoever says that a list is to go out again without looking relies on the service's list. */
        private void decide(int list) {
            if (random.nextInt(4) == 0 && run.api.lookedUp() == PlayedApi.Listing.WELL) {
                if (run.decideWrongly(list, random.nextBoolean())) {
                    return;
                }
                refusedDecisions++;
            }
            run.decide(list, random.nextBoolean() ? Resolution.RESUBMIT : Resolution.ABANDON);
        }

        void verify() {
            run.verify(ListState.ACCEPTED, ListState.ABANDONED);
            run.verifyPace();
        }

        Tally tally() {
            return new Tally(
                    crashes,
                    freezes,
                    run.requestsAfterLoss(),
                    decisions,
                    refusedDecisions,
                    releases,
                    putBack,
                    reconciled,
                    run.isCancelled() ? 1 : 0,
                    lookedUpBadly);
        }

        private void setClock(Duration off) {
            ticker.shiftClock(off.minus(clockOff));
            clockOff = off;
        }

        @Override
        public boolean diesAt(ModelledRun.Point point) {
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

        @Override
        public boolean mayFreeze() {
            return mayFreeze;
        }

        @Override
        public Optional<Duration> freezesAt(ModelledRun.Point point) {
            if (--pointsToFreeze > 0) {
                return Optional.empty();
            }
            freezes++;
            pointsToFreeze = freezes < MOST_FREEZES ? 1 + random.nextInt(40) : Integer.MAX_VALUE;
            long longest =
                    random.nextInt(3) == 0 ? LONGEST_FREEZE.toMillis() : random.nextInt(3) == 0 ? 600_000 : 10_000;
            return Optional.of(Duration.ofMillis(random.nextLong(longest)));
        }

        @Override
        public Duration noticesAfter() {
            return Duration.ofMillis(random.nextInt(2_000));
        }

        private PlayedApi.Play answer() {
            Duration latency = Duration.ofMillis(5 + random.nextInt(300));
            int kind = random.nextInt(100);
            if (kind < 55) {
                return PlayedApi.Play.of(latency, Answers.accepted(kind == 0 ? PlayedApi.EARLIER_ANSWER : "1"));
            }
            if (kind < 75) {
                return unconfirmed(latency, Answers.unconfirmed());
            }
            if (kind == 96) {
                return unconfirmed(latency, Answers.unrecognised());
            }
            Answer refusal = refusal(kind);
            // What arrears or a limit stop may be there all the same; it is listed when they say so.
            boolean made = refusal.reply().code().startsWith("isv.") && kind >= 94 && random.nextInt(3) == 0;
            return new PlayedApi.Play(latency, made, Duration.ZERO, latency, refusal);
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
            return kind < 96 ? Answers.frequencyLimited() : kind < 98 ? Answers.stop() : Answers.outsidePeriod();
        }

        private Duration upTo(Duration longest) {
            return Duration.ofSeconds(random.nextLong(longest.toSeconds() + 1));
        }

        /** Lost on the way there, lost on the way back, or read by the service only minutes later; listed late. */
        private PlayedApi.Play unconfirmed(Duration latency, Answer answer) {
            Duration arrives = random.nextInt(3) == 0 ? upTo(DispatcherSettings.LONGEST_VALIDITY) : latency;
            // What is made later than its timestamp was looked at cannot be told from what is listed later.
            Duration frozen = upTo(DispatcherSettings.LONGEST_FROZEN_GAP);
            Duration listed = random.nextInt(3) == 0 ? frozen.plus(upTo(DispatcherSettings.LATEST_LISTING)) : frozen;
            Duration answered = random.nextBoolean() ? latency : TIMEOUT;
            return new PlayedApi.Play(arrives, random.nextBoolean(), listed, answered, answer);
        }
    }
}
