package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.FurtherList;
import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.Reply;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.dyvms.Submission;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.Transition;
import io.qianhu.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;

class SettleTaskletTest {
    private static final Duration SETTLE_AFTER = DispatcherSettings.SAFE_SETTLE_AFTER;
    private static final Instant SIGNED_AT = LedgerOnDisk.NOW;
    private static final Instant PROVABLE_AT = SIGNED_AT.plus(SETTLE_AFTER);
    private static final Instant PROVEN_AT = PROVABLE_AT.plus(Duration.ofMinutes(1));
    private static final Lookup.ListedTask FOUND = new Lookup.ListedTask("4711", "name", "RUNNING", null, 3);

    @TempDir
    private Path folder;

    private final StopSignal stop = new StopSignal();
    private final HandMovedTicker ticker = new HandMovedTicker(SIGNED_AT.plusSeconds(10));
    private final List<Instant> askedAt = new ArrayList<>();
    private final StepExecution step =
            new StepExecution(1, "settle", new JobExecution(1, new JobInstance(1, "job"), new JobParameters()));

    private LedgerOnDisk ledger;
    private ListRef list;

    @BeforeEach
    void leaveAListInDoubt() {
        ledger = new LedgerOnDisk(folder);
        ledger.begin("k3f9x2mq");
        ledger.store("k3f9x2mq", 3);
        list = ledger.lists.pending("k3f9x2mq", 1).get(0);
        ledger.submit(list, Transition.DOUBT);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void settle(boolean waitToSettle, Function<Instant, Lookup> api) {
        RobotTaskGateway gateway = new RobotTaskGateway() {
            @Override
            public Submission prepare(RobotTask task) {
                throw new AssertionError("settling submits nothing");
            }

            @Override
            public Lookup find(String taskName, Instant createdFrom, Instant createdTo) {
                askedAt.add(ticker.now());
                return api.apply(ticker.now());
            }

            @Override
            public Lookup find(String taskName) {
                return find(taskName, Instant.MIN, Instant.MAX);
            }

            @Override
            public Lookup list(Instant createdFrom, Instant createdTo) {
                return listed(List.of(FOUND));
            }

            @Override
            public String account() {
                return "account";
            }

            @Override
            public void requireCredentials() {}
        };
        DispatcherSettings settings = new DispatcherSettings(
                SETTLE_AFTER,
                Duration.ofMinutes(5),
                5,
                5,
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1));
        Settler settler =
                new Settler(settings, ledger.lists, gateway, stop, ticker, (settled, state) -> {}, FurtherList.NONE);
        new SettleTasklet("k3f9x2mq", settler, waitToSettle, stop, ticker, new Progress())
                .execute(new StepContribution(step), new ChunkContext(new StepContext(step)));
    }

    private Lookup found() {
        return listed(List.of(FOUND));
    }

    private Lookup absent() {
        return listed(List.of());
    }

    /** By the clock of the service, which nobody sets. */
    private Lookup listed(List<Lookup.ListedTask> tasks) {
        return new Lookup.Listed(tasks, ticker.serverNow().truncatedTo(ChronoUnit.SECONDS), true);
    }

    @Test
    void asksSeldomerAndSeldomerAndTwiceWhenAbsenceIsProof() {
        settle(true, now -> absent());
        assertThat(ledger.state(list)).isEqualTo(ListState.PENDING);
        assertThat(askedAt.get(askedAt.size() - 2)).isBetween(PROVABLE_AT, PROVABLE_AT.plusSeconds(2));
        assertThat(askedAt.get(askedAt.size() - 1)).isBetween(PROVEN_AT, PROVEN_AT.plusSeconds(2));
        assertThat(askedAt.subList(0, askedAt.size() - 2)).allMatch(at -> at.isBefore(PROVABLE_AT));
        assertThat(askedAt).hasSizeBetween(15, 40);
        assertThat(Duration.between(askedAt.get(0), askedAt.get(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(stop.isSet()).isFalse();
    }

    /** Two looks prove it, and a process that never makes the second would never prove anything. */
    @Test
    void waitsForTheSecondLookEvenWhereItIsNotToWait() {
        ticker.awaitUntil(Duration.between(ticker.now(), PROVABLE_AT).toNanos());

        settle(false, now -> absent());

        assertThat(ledger.state(list)).isEqualTo(ListState.PENDING);
        assertThat(stop.isSet()).isFalse();
    }

    @Test
    void endsAsSoonAsTheTaskIsFound() {
        settle(true, now -> now.isAfter(SIGNED_AT.plusSeconds(60)) ? found() : absent());
        assertThat(ledger.state(list)).isEqualTo(ListState.ACCEPTED);
        assertThat(ticker.now()).isBefore(SIGNED_AT.plusSeconds(200));
    }

    @Test
    void leavesTheProofToTheNextStartWhenItIsNotToWait() {
        settle(false, now -> absent());
        assertThat(askedAt).hasSize(1);
        assertThat(ledger.state(list)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(stop.get().orElseThrow().message())
                .asString()
                .contains(PROVABLE_AT.plusSeconds(1).toString(), "run the same command again");
        assertThat(stop.get().orElseThrow().goesOn())
                .as("long before the proof")
                .contains(ticker.now().plus(Duration.ofMinutes(2)));
        assertThat(step.isTerminateOnly()).isTrue();
    }

    @Test
    void stopsWaitingWhenItIsToldTo() {
        settle(true, now -> {
            if (askedAt.size() == 3) {
                stop.stop(StopSignal.Cause.REQUEST, Message.text("stopped"));
            }
            return absent();
        });
        assertThat(askedAt).hasSize(3);
        assertThat(ledger.state(list)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(step.isTerminateOnly()).isTrue();
    }

    @Test
    void failsWhenAPersonMustActBeforeItCanAsk() {
        Reply noRight = new Reply(403, "Forbidden.RAM", Message.text("no right"), null);
        assertThatThrownBy(() -> settle(true, now -> new Lookup.NotAnswered(noRight, true)))
                .isInstanceOf(RunFailed.class)
                .hasMessageContaining("Forbidden.RAM");
        assertThat(ledger.state(list)).isEqualTo(ListState.UNCONFIRMED);
    }

    @Test
    void goesOnAskingWhenNobodyAnswersForAWhileAndProvesNothingByIt() {
        Instant answersAgainAt = PROVABLE_AT.plusSeconds(200);
        settle(true, now -> now.isBefore(PROVABLE_AT) || !now.isBefore(answersAgainAt) ? absent() : lost());
        assertThat(ledger.state(list)).isEqualTo(ListState.PENDING);
        assertThat(ticker.now()).isAfterOrEqualTo(answersAgainAt);
    }

    @Test
    void failsWhenNobodyAnswersForLong() {
        assertThatThrownBy(() -> settle(true, now -> lost()))
                .isInstanceOf(RunFailed.class)
                .hasMessageContaining("answered no lookup");
        assertThat(ledger.state(list)).isEqualTo(ListState.UNCONFIRMED);
    }

    /** Nobody may wait for hours after the clock was set back, nor ask without end after it was set forward. */
    @ParameterizedTest
    @ValueSource(ints = {-30, -10, 10, 30})
    void aClockThatIsSetWhileItWaitsChangesNothing(int hours) {
        settle(true, now -> {
            if (askedAt.size() == 5) {
                ticker.shift(Duration.ofHours(hours));
            }
            return absent();
        });
        assertThat(ledger.state(list)).isEqualTo(ListState.PENDING);
        assertThat(ticker.serverNow()).isBetween(PROVEN_AT, PROVEN_AT.plusSeconds(2));
        assertThat(askedAt).hasSizeBetween(15, 40);
    }

    @Test
    void tellsTheNextStartATimeThatOurOwnClockWillShow() {
        ticker.shift(Duration.ofMinutes(-10));
        settle(false, now -> absent());
        assertThat(stop.get().orElseThrow().message())
                .asString()
                .contains(
                        PROVABLE_AT.minus(Duration.ofMinutes(10)).plusSeconds(1).toString());
    }

    /** An answer that takes seconds seems each time to be a little too early. */
    @Test
    void slowAnswersDoNotMakeItSpin() {
        settle(true, now -> {
            Lookup asked = absent();
            ticker.awaitUntil(ticker.nanos() + Duration.ofSeconds(20).toNanos());
            return asked;
        });
        assertThat(ledger.state(list)).isEqualTo(ListState.PENDING);
        assertThat(askedAt).hasSizeBetween(15, 40);
    }

    private static Lookup lost() {
        return new Lookup.NotAnswered(new Reply(0, "qianhu.Timeout", Message.text("no answer"), null), false);
    }

    /** Waiting moves it at once to the moment that is waited for. */
    private static final class HandMovedTicker implements Ticker {
        private final Instant start;
        private long nanos;
        private Duration shift = Duration.ZERO;

        HandMovedTicker(Instant start) {
            this.start = start;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return serverNow().plus(shift);
        }

        Instant serverNow() {
            return start.plusNanos(nanos);
        }

        /** Sets the clock on the wall alone. */
        void shift(Duration by) {
            shift = shift.plus(by);
        }

        @Override
        public void awaitUntil(long until) {
            nanos = Math.max(nanos, until);
        }

        @Override
        public void signal() {}
    }
}
