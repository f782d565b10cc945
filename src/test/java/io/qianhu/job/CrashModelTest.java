package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.qianhu.campaign.Campaign;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.Campaigns;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Submitter;
import io.qianhu.dispatch.WatchedListStore;
import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.number.Callees;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * Whole histories of a run in one thread: processes that die before or after any write and at any request, and a service
 * that answers anything, late, or not at all. The ledger and the service outlive the processes. A seed replays a history.
 *
 * <p>In the end every list is accepted by the service once, or not at all and refused or held for a reason.
 */
class CrashModelTest {
    private static final int HISTORIES = 1_500;

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

    /** The process is gone; nothing that it does afterwards has an effect. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    private static final class History {
        private static final String RUN = "k3f9x2mq";
        private static final int LISTS = 10;
        private static final int MOST_CRASHES = 6;
        private static final int MOST_PROCESSES = 200;
        private static final Duration TIMEOUT = Duration.ofSeconds(30);
        private static final DispatcherSettings SETTINGS = new DispatcherSettings(
                Duration.ofMinutes(31), Duration.ofMinutes(5), 3, 3, Duration.ofSeconds(5), Duration.ofMinutes(2));

        private final Random random;
        private final HandTicker ticker;
        private final MemoryListStore ledger = new MemoryListStore();
        private final Campaign campaign;
        private final PlayedApi api;
        private int crashes;
        private int stepsToCrash;
        private boolean dead;

        History(long seed) {
            random = new Random(seed);
            ticker = new HandTicker(random.nextLong());
            campaign = Campaigns.of(random.nextBoolean() ? "5/s" : "20/s", 1 + random.nextInt(6));
            api = new PlayedApi(ticker, task -> {
                crashAtTheRequest();
                return answer();
            });
            ledger.store(RUN, IntStream.generate(() -> 2).limit(LISTS).toArray());
        }

        void play() {
            for (int process = 0; process < MOST_PROCESSES; process++) {
                dead = false;
                stepsToCrash = crashes < MOST_CRASHES ? 1 + random.nextInt(40) : Integer.MAX_VALUE;
                try {
                    if (processEnds()) {
                        return;
                    }
                    ticker.pass(Duration.ofMinutes(random.nextInt(90)));
                } catch (Crash | RunFailed ended) {
                    dead = true;
                    ticker.pass(Duration.ofMillis(random.nextInt(10) == 0 ? 3_600_000 : random.nextInt(5_000)));
                }
                dead = true;
            }
            throw new AssertionError("does not come to an end");
        }

        /** One process from start to end, as the job has it; whether nothing is left to do. */
        private boolean processEnds() {
            // Whoever dies stays dead: the answers to a dead process come to its own store.
            boolean[] gone = {false};
            ListStore lists = new WatchedListStore(ledger, what -> step(gone), what -> step(gone));
            StopSignal stop = new StopSignal();
            try {
                lists.doubtLeftovers(RUN, ticker.now());
                Submitter submitter = new Submitter(campaign, SETTINGS, lists, api, stop, ticker, (list, state) -> {});
                Settler settler = new Settler(SETTINGS, lists, api, stop, ticker, (list, state) -> {});
                do {
                    StepExecution step = stepExecution();
                    dispatch(lists, submitter, stop, step);
                    if (!stop.isSet()) {
                        settle(settler, stop);
                    }
                } while (!stop.isSet() && !lists.pending(RUN, 1).isEmpty());
                return !stop.isSet();
            } finally {
                gone[0] = true;
                if (dead) {
                    crashes++;
                }
            }
        }

        private void dispatch(ListStore lists, Submitter submitter, StopSignal stop, StepExecution step) {
            PendingListReader reader = new PendingListReader(RUN, campaign.dispatch(), lists, submitter, stop, ticker);
            SubmittingWriter writer = new SubmittingWriter(submitter);
            reader.begin(step);
            for (ListRef list = reader.read(); list != null; list = reader.read()) {
                writer.write(Chunk.of(list));
                if (dead) {
                    throw new Crash();
                }
            }
        }

        private void settle(Settler settler, StopSignal stop) {
            StepExecution step = stepExecution();
            new SettleTasklet(RUN, settler, random.nextInt(4) > 0, stop, ticker, new Progress())
                    .execute(new StepContribution(step), new ChunkContext(new StepContext(step)));
        }

        private static StepExecution stepExecution() {
            return new StepExecution(
                    1, "dispatch", new JobExecution(1, new JobInstance(1, CampaignJob.NAME), new JobParameters()));
        }

        private void step(boolean[] gone) {
            if (gone[0]) {
                throw new Crash();
            }
            maybeCrash();
            if (random.nextInt(10) == 0) {
                // Commits take time, and now and then a process is frozen for longer than anything waits.
                ticker.pass(random.nextInt(60) == 0 ? Duration.ofMinutes(40) : Duration.ofMillis(random.nextInt(30)));
            }
        }

        private void maybeCrash() {
            if (dead || --stepsToCrash == 0) {
                dead = true;
                throw new Crash();
            }
        }

        /** Either the request is gone with the process, or it is on its way and the process hears nothing more. */
        private void crashAtTheRequest() {
            if (random.nextBoolean()) {
                maybeCrash();
            } else if (stepsToCrash < 5) {
                ticker.after(Duration.ZERO, () -> dead = true);
            }
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

        void verify() {
            List<Callees> accepted =
                    api.tasks().stream().map(RobotTask::callees).toList();
            assertThat(accepted).as("what the service accepted").doesNotHaveDuplicates();
            assertThat(api.sentNames()).as("names").doesNotHaveDuplicates();
            for (int number = 1; number <= LISTS; number++) {
                ListState state = ledger.state(RUN, number);
                Callees callees = ledger.callees(new ListRef(RUN, number, 0, 2));
                assertThat(state).as("list %d", number).isIn(ListState.ACCEPTED, ListState.REFUSED, ListState.HELD);
                assertThat(accepted.contains(callees))
                        .as("list %d is %s, accepted by the service", number, state)
                        .isEqualTo(state == ListState.ACCEPTED);
            }
            assertPace();
        }

        /** Over all processes together. */
        private void assertPace() {
            int permits = campaign.dispatch().rate().permits();
            List<Long> sent = api.sent().stream().map(PlayedApi.Sent::nanos).toList();
            for (int i = permits; i < sent.size(); i++) {
                assertThat(Duration.ofNanos(sent.get(i) - sent.get(i - permits)))
                        .as("requests %d to %d", i - permits, i)
                        .isGreaterThan(Duration.ofSeconds(1));
            }
        }
    }
}
