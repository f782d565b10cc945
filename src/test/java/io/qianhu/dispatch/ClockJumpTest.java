package io.qianhu.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.qianhu.campaign.Campaign;
import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.number.Callees;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Submitting and settling while somebody sets this machine's clock: from the start off by up to a quarter of an hour,
 * then set at any moment, by seconds, minutes, or hours, forward and back. The service's clock stays right. Requests are
 * lost or read late, and tasks are listed late. A seed replays a history.
 */
class ClockJumpTest {
    private static final int HISTORIES = 2_000;
    private static final String RUN = "k3f9x2mq";
    private static final int LISTS = 6;
    private static final DispatcherSettings SETTINGS = new DispatcherSettings(
            DispatcherSettings.SAFE_SETTLE_AFTER,
            Duration.ofMinutes(5),
            3,
            3,
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1));

    private static final Logger QUIET = (Logger) LoggerFactory.getLogger("io.qianhu");

    @BeforeAll
    static void silence() {
        QUIET.setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        QUIET.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000, 2_000_000})
    void everyListIsAcceptedOnceHoweverTheClockIsSet(long firstSeed) {
        int jumps = 0;
        int provedAbsent = 0;
        for (long seed = firstSeed; seed < firstSeed + HISTORIES; seed++) {
            History history = new History(seed);
            try {
                history.play();
                history.verify();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            jumps += history.jumps;
            provedAbsent += history.provedAbsent();
        }
        assertThat(jumps)
                .as("histories in which nobody sets the clock prove little")
                .isGreaterThan(2 * HISTORIES);
        assertThat(provedAbsent).as("absence must have been proved").isGreaterThan(HISTORIES);
    }

    private static final class History {
        /** A signature that is 30 hours ahead is waited for as long; with more passes, something spins. */
        private static final int MOST_PASSES = 3_000;

        private static final int MOST_PROCESSES = 100;

        private final Random random;
        private final HandTicker ticker;
        private final MemoryListStore ledger = new MemoryListStore();
        private final Campaign campaign = Campaigns.of("20/s", 4);
        private final PlayedApi api;
        private Duration off = Duration.ZERO;
        private int jumps;
        private int jumpsToCome;
        private int requests;

        History(long seed) {
            random = new Random(seed);
            ticker = new HandTicker(random.nextLong());
            api = new PlayedApi(ticker, task -> answer());
            if (random.nextInt(4) == 0) {
                api.withoutDate();
            }
            ledger.store(RUN, IntStream.generate(() -> 2).limit(LISTS).toArray());
            jumpsToCome = 1 + random.nextInt(8);
        }

        void play() {
            for (int process = 0; process < MOST_PROCESSES; process++) {
                // Somebody sets the clock as well as he can before he starts a run.
                set(Duration.ofSeconds(random.nextInt(2 * 1_850) - 1_850));
                planJump();
                if (processEnds()) {
                    return;
                }
                ticker.pass(Duration.ofSeconds(random.nextInt(1_200)));
            }
            throw new AssertionError("does not come to an end");
        }

        private boolean processEnds() {
            StopSignal stop = new StopSignal();
            ledger.markInFlightUnconfirmed(RUN, ticker.now());
            Submitter submitter = new Submitter(campaign, SETTINGS, ledger, api, stop, ticker, (list, state) -> {});
            Settler settler = new Settler(SETTINGS, ledger, api, stop, ticker, (list, state) -> {}, FurtherList.NONE);
            do {
                dispatch(submitter, stop);
                settle(settler, stop);
            } while (!stop.isSet() && !ledger.pending(RUN, 1).isEmpty());
            return !stop.isSet();
        }

        private void dispatch(Submitter submitter, StopSignal stop) {
            while (!stop.isSet()) {
                List<ListRef> next = ledger.pending(RUN, 1);
                if (!next.isEmpty()) {
                    submitter.submit(next.get(0));
                } else if (submitter.inFlight() > 0) {
                    submitter.awaitChange();
                } else {
                    break;
                }
            }
            submitter.awaitIdle();
        }

        /** As the settle step does, but less evenly. */
        private void settle(Settler settler, StopSignal stop) {
            Optional<Instant> provable = settler.pass(RUN);
            for (int pass = 0; provable.isPresent() && !stop.isSet(); pass++) {
                assertThat(pass).as("passes").isLessThan(MOST_PASSES);
                Duration untilProof = Duration.between(ticker.now(), provable.get());
                Duration pause = Duration.ofSeconds(1 + random.nextInt(120));
                boolean proofFirst = !untilProof.isNegative() && untilProof.compareTo(pause) < 0;
                ticker.pass(proofFirst ? untilProof.plusMillis(1) : pause);
                provable = settler.pass(RUN);
            }
        }

        private void planJump() {
            if (jumpsToCome-- > 0) {
                Duration after = random.nextBoolean()
                        ? Duration.ofMillis(random.nextInt(2_000))
                        : Duration.ofSeconds(random.nextInt(2_400));
                ticker.after(after, () -> {
                    set(jump());
                    jumps++;
                    planJump();
                });
            }
        }

        /** Mostly within what the service takes, for beyond it every request is refused. */
        private Duration jump() {
            int kind = random.nextInt(10);
            if (kind < 7) {
                return Duration.ofSeconds(random.nextInt(2 * 1_855) - 1_855);
            }
            return kind < 9
                    ? Duration.ofMinutes(random.nextInt(2 * 600) - 600)
                    : Duration.ofHours(random.nextInt(2 * 30) - 30);
        }

        private void set(Duration wanted) {
            ticker.shiftClock(wanted.minus(off));
            off = wanted;
        }

        private PlayedApi.Play answer() {
            Duration latency = Duration.ofMillis(5 + random.nextInt(300));
            if (++requests % 3 == 0 || random.nextInt(3) == 0) {
                return PlayedApi.Play.of(latency, Answers.accepted("1"));
            }
            Duration arrives = random.nextBoolean() ? Duration.ofSeconds(random.nextInt(1_900)) : latency;
            Duration listed = Duration.ofSeconds(random.nextInt(3) > 0 ? random.nextInt(900) : 0);
            Answer lost = Answers.unconfirmed();
            return new PlayedApi.Play(arrives, random.nextInt(3) > 0, listed, latency, lost);
        }

        int provedAbsent() {
            return (int) IntStream.rangeClosed(1, LISTS)
                    .mapToObj(number -> ledger.outcomes(RUN, number))
                    .flatMap(List::stream)
                    .filter(outcome -> outcome.transition() == io.qianhu.ledger.Transition.PROVE_ABSENT)
                    .count();
        }

        void verify() {
            List<Callees> accepted =
                    api.tasks().stream().map(RobotTask::callees).toList();
            assertThat(accepted)
                    .as("what the service accepted")
                    .doesNotHaveDuplicates()
                    .hasSize(LISTS);
            for (int number = 1; number <= LISTS; number++) {
                assertThat(ledger.state(RUN, number)).as("list %d", number).isEqualTo(ListState.ACCEPTED);
            }
        }
    }
}
