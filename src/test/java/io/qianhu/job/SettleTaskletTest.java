package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qianhu.dispatch.DispatcherSettings;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;

class SettleTaskletTest {
    private static final Duration SETTLE_AFTER = Duration.ofMinutes(31);
    private static final Instant SIGNED_AT = LedgerOnDisk.NOW;
    private static final Instant PROVABLE_AT = SIGNED_AT.plus(SETTLE_AFTER);
    private static final Lookup ABSENT = new Lookup.Listed(List.of());

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
            public String account() {
                return "account";
            }

            @Override
            public void requireCredentials() {}
        };
        DispatcherSettings settings = new DispatcherSettings(
                SETTLE_AFTER, Duration.ofMinutes(5), 5, 5, Duration.ofSeconds(5), Duration.ofMinutes(2));
        Settler settler = new Settler(settings, ledger.lists, gateway, stop, ticker, (settled, state) -> {});
        new SettleTasklet("k3f9x2mq", settler, waitToSettle, stop, ticker, new Progress())
                .execute(new StepContribution(step), new ChunkContext(new StepContext(step)));
    }

    private static Lookup found() {
        return new Lookup.Listed(List.of(new Lookup.ListedTask("4711", "name", "RUNNING", null, 3)));
    }

    @Test
    void asksSeldomerAndSeldomerAndOnceMoreWhenAbsenceIsProof() {
        settle(true, now -> ABSENT);
        assertThat(ledger.state(list)).isEqualTo(ListState.PENDING);
        assertThat(askedAt.get(askedAt.size() - 1)).isEqualTo(PROVABLE_AT);
        assertThat(askedAt.subList(0, askedAt.size() - 1)).allMatch(at -> at.isBefore(PROVABLE_AT));
        assertThat(askedAt).hasSizeBetween(15, 40);
        assertThat(Duration.between(askedAt.get(0), askedAt.get(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(stop.isSet()).isFalse();
    }

    @Test
    void endsAsSoonAsTheTaskIsFound() {
        settle(true, now -> now.isAfter(SIGNED_AT.plusSeconds(60)) ? found() : ABSENT);
        assertThat(ledger.state(list)).isEqualTo(ListState.ACCEPTED);
        assertThat(ticker.now()).isBefore(SIGNED_AT.plusSeconds(200));
    }

    @Test
    void leavesTheProofToTheNextStartWhenItIsNotToWait() {
        settle(false, now -> ABSENT);
        assertThat(askedAt).hasSize(1);
        assertThat(ledger.state(list)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(stop.get().orElseThrow().message()).contains(PROVABLE_AT.toString(), "run the same command again");
        assertThat(step.isTerminateOnly()).isTrue();
    }

    @Test
    void stopsWaitingWhenItIsToldTo() {
        settle(true, now -> {
            if (askedAt.size() == 3) {
                stop.stop(StopSignal.Cause.REQUEST, "stopped");
            }
            return ABSENT;
        });
        assertThat(askedAt).hasSize(3);
        assertThat(ledger.state(list)).isEqualTo(ListState.UNCONFIRMED);
        assertThat(step.isTerminateOnly()).isTrue();
    }

    @Test
    void failsWhenAPersonMustActBeforeItCanAsk() {
        Reply noRight = new Reply(403, "Forbidden.RAM", "no right", null);
        assertThatThrownBy(() -> settle(true, now -> new Lookup.NotAnswered(noRight, true)))
                .isInstanceOf(RunFailed.class)
                .hasMessageContaining("Forbidden.RAM");
        assertThat(ledger.state(list)).isEqualTo(ListState.UNCONFIRMED);
    }

    @Test
    void goesOnAskingWhenNobodyAnswersForAWhileAndProvesNothingByIt() {
        Instant answersAgainAt = PROVABLE_AT.plusSeconds(200);
        settle(true, now -> now.isBefore(PROVABLE_AT) || !now.isBefore(answersAgainAt) ? ABSENT : lost());
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

    private static Lookup lost() {
        return new Lookup.NotAnswered(new Reply(0, "qianhu.Timeout", "no answer", null), false);
    }

    /** Waiting moves it at once to the moment that is waited for. */
    private static final class HandMovedTicker implements Ticker {
        private final Instant start;
        private long nanos;

        HandMovedTicker(Instant start) {
            this.start = start;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return start.plusNanos(nanos);
        }

        @Override
        public void awaitUntil(long until) {
            nanos = Math.max(nanos, until);
        }

        @Override
        public void signal() {}
    }
}
