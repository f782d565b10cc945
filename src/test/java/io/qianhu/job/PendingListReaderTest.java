package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qianhu.campaign.Campaign;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.Campaigns;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.ListGate;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Submitter;
import io.qianhu.dyvms.Answer;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;

class PendingListReaderTest {
    private static final String RUN = "k3f9x2mq";

    /** 09:00 in Shanghai. */
    private final HandTicker ticker = new HandTicker();

    private final MemoryListStore ledger = new MemoryListStore();
    private final StopSignal stop = new StopSignal();
    private final StepExecution step = new StepExecution(
            1, "dispatch", new JobExecution(1, new JobInstance(1, CampaignJob.NAME), new JobParameters()));
    private final List<Integer> handedOut = new ArrayList<>();
    private Campaign campaign = Campaigns.of("100/s", 16);
    private ListGate gate = ListGate.OPEN;

    @Test
    void handsOutEveryListOnceAndEnds() {
        ledger.store(RUN, sizes(250));
        run(n -> Answers.accepted("1"));

        assertThat(handedOut).hasSize(250).doesNotHaveDuplicates().isSorted();
        assertThat(step.isTerminateOnly()).isFalse();
    }

    @Test
    void waitsWhileInFlightAndPicksUpAListThatCameBack() {
        ledger.store(RUN, 2, 2, 2);
        run(n -> n == 3 ? Answers.throttled() : Answers.accepted("1"));

        assertThat(handedOut).containsExactly(1, 2, 3, 3);
        assertThat(ledger.state(RUN, 3)).isEqualTo(ListState.ACCEPTED);
    }

    @Test
    void theEndOfTheWindowStopsAtAListBoundary() {
        campaign = Campaigns.of("1/s", 16, "08:00-09:01,14:00-21:00");
        ledger.store(RUN, sizes(100));
        run(n -> Answers.accepted("1"));

        assertThat(stop.get()).hasValueSatisfying(reason -> {
            assertThat(reason.cause()).isEqualTo(StopSignal.Cause.WINDOW);
            assertThat(reason.message()).asString().contains("closed until 2026-03-02T14:00");
            assertThat(reason.goesOn()).contains(Instant.parse("2026-03-02T06:00:00Z"));
        });
        assertThat(step.isTerminateOnly()).isTrue();
        assertThat(ticker.passed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
        assertThat(ledger.pending(RUN, 100)).hasSize(100 - handedOut.size());
    }

    @Test
    void aClosedWindowHandsOutNothing() {
        campaign = Campaigns.of("1/s", 16, "14:00-21:00");
        ledger.store(RUN, 2);
        run(n -> Answers.accepted("1"));

        assertThat(handedOut).isEmpty();
        assertThat(step.isTerminateOnly()).isTrue();
    }

    @Test
    void aRunWithoutPendingListsDoesNotMindTheWindow() {
        campaign = Campaigns.of("1/s", 16, "14:00-21:00");
        run(n -> Answers.accepted("1"));

        assertThat(stop.isSet()).isFalse();
        assertThat(step.isTerminateOnly()).isFalse();
    }

    @Test
    void aRequestedStopWaitsForWhatIsInFlightAndMarksTheStep() {
        ledger.store(RUN, sizes(100));
        ticker.after(Duration.ofMillis(300), () -> stop.stop(StopSignal.Cause.REQUEST, Message.text("asked for")));
        run(n -> Answers.accepted("1"));

        assertThat(step.isTerminateOnly()).isTrue();
        assertThat(handedOut).hasSizeBetween(10, 40);
        assertThat(ledger.state(RUN, 10)).isEqualTo(ListState.ACCEPTED);
        for (int number = 1; number <= 100; number++) {
            assertThat(ledger.state(RUN, number)).isIn(ListState.ACCEPTED, ListState.PENDING);
        }
    }

    @Test
    void aFailureThrowsAfterWhatIsInFlightWasRecorded() {
        ledger.store(RUN, sizes(100));

        assertThatExceptionOfType(RunFailed.class)
                .isThrownBy(() -> run(n -> n == 5 ? Answers.stop() : Answers.accepted("1")))
                .withMessageContaining(Answers.ADVICE);
        for (int number = 1; number <= 100; number++) {
            assertThat(ledger.state(RUN, number)).isIn(ListState.ACCEPTED, ListState.PENDING);
        }
        assertThat(ledger.state(RUN, 5)).isEqualTo(ListState.PENDING);
        assertThat(ledger.state(RUN, 6)).isEqualTo(ListState.ACCEPTED);
    }

    /** A pause of the API leaves nobody stopped, so the list that it put back is handed out again. */
    @Test
    void aListThatWasPutBackWithoutAStopIsHandedOutAgain() {
        ledger.store(RUN, sizes(20));
        run(n -> n == 4 ? Answers.frequencyLimited() : Answers.accepted("1"));

        assertThat(ledger.pending(RUN, 1)).isEmpty();
        assertThat(ticker.passed()).isGreaterThan(Duration.ofMinutes(1));
    }

    /** A look-up in front of a list may take minutes. */
    @Test
    void aWindowThatEndsWhileAGateIsAskedLetsNothingLeave() {
        campaign = Campaigns.of("1/s", 16, "08:00-09:01,14:00-21:00");
        ledger.store(RUN, 2, 2);
        gate = next -> {
            ticker.pass(Duration.ofSeconds(45));
            return ListGate.Leave.NOW;
        };
        run(n -> Answers.accepted("1"));

        assertThat(handedOut).containsExactly(1);
        assertThat(stop.get())
                .hasValueSatisfying(
                        reason -> assertThat(reason.message()).asString().contains("closed until"));
    }

    private void run(IntFunction<Answer> answers) {
        int[] sent = {0};
        PlayedApi api =
                new PlayedApi(ticker, task -> PlayedApi.Play.of(Duration.ofMillis(100), answers.apply(++sent[0])));
        DispatcherSettings settings = new DispatcherSettings(
                Duration.ofMinutes(31),
                Duration.ofMinutes(5),
                5,
                5,
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1));
        Submitter submitter = new Submitter(campaign, settings, ledger, api, stop, ticker, (list, state) -> {});
        PendingListReader reader =
                new PendingListReader(RUN, campaign.dispatch(), ledger, submitter, stop, ticker, gate);
        SubmittingWriter writer = new SubmittingWriter(submitter);
        reader.begin(step);
        for (ListRef list = reader.read(); list != null; list = reader.read()) {
            handedOut.add(Objects.requireNonNull(list).number());
            writer.write(Chunk.of(list));
        }
        assertThat(submitter.inFlight()).isZero();
    }

    private static int[] sizes(int count) {
        int[] sizes = new int[count];
        java.util.Arrays.fill(sizes, 2);
        return sizes;
    }
}
