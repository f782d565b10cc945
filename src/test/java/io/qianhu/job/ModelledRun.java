package io.qianhu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.campaign.Campaign;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Submitter;
import io.qianhu.dispatch.WatchedListStore;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.MemoryListStore;
import io.qianhu.number.Callees;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * A run in one thread and in no real time: its ledger and the service outlive its processes, which dispatch and settle
 * as the job has them do it and die where their {@link Fate} says.
 */
final class ModelledRun {
    /** Where a process can die; between two of these points nothing outlives it or leaves it. */
    enum Point {
        /** The write does not happen. */
        BEFORE_WRITE,
        /** The write is durable, and the process does not come to know it. */
        AFTER_WRITE,
        /** The request never leaves. */
        BEFORE_REQUEST,
        /** The request is on its way, and nobody hears the answer. */
        AFTER_REQUEST
    }

    /** Decides at every point whether the process dies there; may let time pass. */
    interface Fate {
        boolean diesAt(Point point);
    }

    /** The process is gone; nothing that it does afterwards has an effect. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    static final String RUN = "k3f9x2mq";

    private static final int CALLEES_EACH = 2;

    final MemoryListStore ledger = new MemoryListStore();
    final PlayedApi api;

    private final int lists;
    private final HandTicker ticker;
    private final Campaign campaign;
    private final DispatcherSettings settings;
    private final Fate fate;
    private boolean dead;

    /** A run with so many pending lists; {@code answers} says what becomes of each request. */
    ModelledRun(
            int lists,
            HandTicker ticker,
            Campaign campaign,
            DispatcherSettings settings,
            Fate fate,
            Function<RobotTask, PlayedApi.Play> answers) {
        this.lists = lists;
        this.ticker = ticker;
        this.campaign = campaign;
        this.settings = settings;
        this.fate = fate;
        this.api = new PlayedApi(ticker, task -> {
            live(Point.BEFORE_REQUEST);
            PlayedApi.Play play = answers.apply(task);
            if (fate.diesAt(Point.AFTER_REQUEST)) {
                ticker.after(Duration.ZERO, () -> dead = true);
            }
            return play;
        });
        ledger.store(RUN, IntStream.generate(() -> CALLEES_EACH).limit(lists).toArray());
    }

    /**
     * One process from start to end.
     *
     * @param waitToSettle whether it stays until every unconfirmed list is settled
     * @return whether it came to the end of the run; false when it stopped before
     * @throws Crash when it died
     * @throws RunFailed when it gave up, or died where the failure is noticed first
     */
    boolean processEnds(boolean waitToSettle) {
        dead = false;
        // Whoever dies stays dead: the answers to a dead process come to its own store.
        boolean[] gone = {false};
        ListStore store = new WatchedListStore(
                ledger, what -> write(gone, Point.BEFORE_WRITE), what -> write(gone, Point.AFTER_WRITE));
        StopSignal stop = new StopSignal();
        try {
            store.doubtLeftovers(RUN, ticker.now());
            Submitter submitter = new Submitter(campaign, settings, store, api, stop, ticker, (list, state) -> {});
            Settler settler = new Settler(settings, store, api, stop, ticker, (list, state) -> {});
            do {
                dispatch(store, submitter, stop);
                if (!stop.isSet()) {
                    settle(settler, waitToSettle, stop);
                }
            } while (!stop.isSet() && !store.pending(RUN, 1).isEmpty());
            return !stop.isSet();
        } finally {
            gone[0] = true;
        }
    }

    /** Whether the last process died. */
    boolean died() {
        return dead;
    }

    private void dispatch(ListStore store, Submitter submitter, StopSignal stop) {
        PendingListReader reader = new PendingListReader(RUN, campaign.dispatch(), store, submitter, stop, ticker);
        SubmittingWriter writer = new SubmittingWriter(submitter);
        reader.begin(stepExecution());
        for (ListRef list = reader.read(); list != null; list = reader.read()) {
            writer.write(Chunk.of(list));
            if (dead) {
                throw new Crash();
            }
        }
    }

    private void settle(Settler settler, boolean wait, StopSignal stop) {
        StepExecution step = stepExecution();
        new SettleTasklet(RUN, settler, wait, stop, ticker, new Progress())
                .execute(new StepContribution(step), new ChunkContext(new StepContext(step)));
    }

    private static StepExecution stepExecution() {
        return new StepExecution(
                1, "dispatch", new JobExecution(1, new JobInstance(1, CampaignJob.NAME), new JobParameters()));
    }

    private void write(boolean[] gone, Point point) {
        if (gone[0]) {
            throw new Crash();
        }
        live(point);
    }

    private void live(Point point) {
        if (dead || fate.diesAt(point)) {
            dead = true;
            throw new Crash();
        }
    }

    /**
     * Every list is accepted by the service once, or not at all and refused or held for a reason; the ledger says which;
     * and no name is used twice.
     */
    void verify() {
        List<Callees> accepted = api.tasks().stream().map(RobotTask::callees).toList();
        assertThat(accepted).as("what the service accepted").doesNotHaveDuplicates();
        assertThat(api.sentNames()).as("names").doesNotHaveDuplicates();
        Set<Callees> once = new HashSet<>(accepted);
        for (int number = 1; number <= lists; number++) {
            ListState state = ledger.state(RUN, number);
            assertThat(state).as("list %d", number).isIn(ListState.ACCEPTED, ListState.REFUSED, ListState.HELD);
            assertThat(once.contains(ledger.callees(new ListRef(RUN, number, 0, CALLEES_EACH))))
                    .as("list %d is %s, accepted by the service", number, state)
                    .isEqualTo(state == ListState.ACCEPTED);
        }
    }

    /** In no second, over all processes together, more requests leave than the rate allows. */
    void verifyPace() {
        int permits = campaign.dispatch().rate().permits();
        List<Long> sent = api.sent().stream().map(PlayedApi.Sent::nanos).toList();
        for (int i = permits; i < sent.size(); i++) {
            assertThat(sent.get(i) - sent.get(i - permits))
                    .as("nanoseconds between requests %d and %d", i - permits, i)
                    .isGreaterThan(Duration.ofSeconds(1).toNanos());
        }
    }
}
