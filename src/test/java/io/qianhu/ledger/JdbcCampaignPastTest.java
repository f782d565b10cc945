package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.ledger.CampaignPast.CompletedRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcCampaignPastTest {
    private static final String CAMPAIGN = "spring-renewal";
    private static final String RUN = "k3f9x2mq";

    @TempDir
    private Path folder;

    private LedgerOnDisk ledger;
    private CampaignPast past;

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
        past = ledger.brakes.past();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void end(String run, RunState state, long callees, Instant at) {
        ledger.begin(run);
        ledger.intake.count(run, new Tally(callees, 0, 0, callees, Map.of()));
        ledger.runs.mark(run, state, null, state == RunState.STOPPED ? null : at);
    }

    @Test
    void knowsTheRunOfTheCampaignThatWasCompletedLast() {
        end("first", RunState.COMPLETED, 100, LedgerOnDisk.NOW);
        end("last", RunState.COMPLETED, 300, LedgerOnDisk.NOW.plusSeconds(9));
        end("between", RunState.COMPLETED, 200, LedgerOnDisk.NOW.plusSeconds(5));
        end("nobody", RunState.COMPLETED, 0, LedgerOnDisk.NOW.plusSeconds(20));
        end("attention", RunState.ATTENTION, 7, LedgerOnDisk.NOW.plusSeconds(21));
        end("stopped", RunState.STOPPED, 8, LedgerOnDisk.NOW.plusSeconds(22));

        assertThat(past.lastCompleted(CAMPAIGN, Target.SANDBOX, "attention")).contains(new CompletedRun("last", 300));
        assertThat(past.lastCompleted(CAMPAIGN, Target.SANDBOX, "other")).contains(new CompletedRun("attention", 7));
    }

    @Test
    void doesNotKnowRunsOfOtherCampaignsAndTargets() {
        end("last", RunState.COMPLETED, 300, LedgerOnDisk.NOW);

        assertThat(past.lastCompleted(CAMPAIGN, Target.LIVE, "other")).isEmpty();
        assertThat(past.lastCompleted("autumn", Target.SANDBOX, "other")).isEmpty();
    }

    /** Its callees are not all that its files had. */
    @Test
    void aCancelledRunIsNoMeasure() {
        ledger.begin(RUN);
        ledger.store(RUN, 10);
        ledger.runs.mark(RUN, RunState.COMPLETED, null, LedgerOnDisk.NOW);
        assertThat(past.lastCompleted(CAMPAIGN, Target.SANDBOX, "other")).isPresent();

        ledger.runs.cancel(RUN, new Cancellation("li", "", LedgerOnDisk.NOW));

        assertThat(past.lastCompleted(CAMPAIGN, Target.SANDBOX, "other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ACCEPT, 10", "DOUBT, 10", "HOLD_UNRECOGNISED, 10", "REFUSE, 0", "RETURN, 0"})
    void countsWhatIsNotKnownToHaveDoneNothing(Transition answer, long counted) {
        ledger.begin(RUN);
        ledger.store(RUN, 10, 20);
        ledger.submit(ledger.lists.pending(RUN, 1).get(0), answer);

        assertThat(past.calleesSubmittedSince(CAMPAIGN, Target.SANDBOX, LedgerOnDisk.NOW))
                .isEqualTo(counted);
    }

    @Test
    void countsWhatIsInFlightAndNotWhatWasProvedAbsent() {
        ledger.begin(RUN);
        ledger.store(RUN, 10, 20);
        ListRef first = ledger.lists.pending(RUN, 1).get(0);
        ledger.lists.record(ledger.submit(first, Transition.DOUBT), LedgerOnDisk.outcome(Transition.PROVE_ABSENT));
        ListRef second = ledger.lists.pending(RUN, 2).get(1);
        ledger.intend(second);

        assertThat(past.calleesSubmittedSince(CAMPAIGN, Target.SANDBOX, LedgerOnDisk.NOW))
                .isEqualTo(20);
    }

    @Test
    void countsAListOnceHoweverOftenItWasTried() {
        ledger.begin(RUN);
        ledger.store(RUN, 10);
        ledger.submit(ledger.lists.pending(RUN, 1).get(0), Transition.RETURN);
        ledger.submit(ledger.lists.pending(RUN, 1).get(0), Transition.RETURN);
        ledger.submit(ledger.lists.pending(RUN, 1).get(0), Transition.ACCEPT);

        assertThat(past.calleesSubmittedSince(CAMPAIGN, Target.SANDBOX, LedgerOnDisk.NOW))
                .isEqualTo(10);
    }

    @Test
    void countsAllRunsOfTheCampaignFromTheMomentOnAndNoOthers() {
        ledger.begin(RUN);
        ledger.store(RUN, 10);
        ledger.begin("zzzzzzzz");
        ledger.store("zzzzzzzz", 20);
        ledger.submit(ledger.lists.pending(RUN, 1).get(0), Transition.ACCEPT);
        ledger.submit(ledger.lists.pending("zzzzzzzz", 1).get(0), Transition.ACCEPT);

        assertThat(past.calleesSubmittedSince(CAMPAIGN, Target.SANDBOX, LedgerOnDisk.NOW))
                .isEqualTo(30);
        assertThat(past.calleesSubmittedSince(CAMPAIGN, Target.SANDBOX, LedgerOnDisk.NOW.plusMillis(1)))
                .isZero();
        assertThat(past.calleesSubmittedSince(CAMPAIGN, Target.LIVE, LedgerOnDisk.NOW))
                .isZero();
        assertThat(past.calleesSubmittedSince("autumn", Target.SANDBOX, LedgerOnDisk.NOW))
                .isZero();
    }
}
