package io.qianhu.job;

import io.qianhu.campaign.Campaign;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.FirstListGate;
import io.qianhu.dispatch.FurtherList;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.ListGate;
import io.qianhu.dispatch.LookBefore;
import io.qianhu.dispatch.LookFirst;
import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Submitter;
import io.qianhu.dispatch.WatchedListStore;
import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.dyvms.Submission;
import io.qianhu.job.ModelledRun.Crash;
import io.qianhu.job.ModelledRun.End;
import io.qianhu.job.ModelledRun.Fate;
import io.qianhu.job.ModelledRun.Point;
import io.qianhu.ledger.LeaseLost;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.MemoryListStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * One process of a {@link ModelledRun}: it takes the lease, dispatches and settles as the job does, and dies or stands
 * still where its {@link Fate} says. Whoever dies stays dead. Whoever stands still hears no answer meanwhile, goes on
 * exactly there, and is told by the keeper of its lease a moment later when somebody else has taken it.
 *
 * <p>It keeps what must never be: a write of its own that takes effect after the lease was taken, and a request that
 * it decides to send then. One that it had decided to send before it stood still may leave, as nothing can prevent that.
 */
final class ModelledProcess {
    private static final String RUN = ModelledRun.RUN;

    private final MemoryListStore own;
    private final ListStore store;
    private final RobotTaskGateway gateway;
    private final HandTicker ticker;
    private final Campaign campaign;
    private final DispatcherSettings settings;
    private final Fate fate;
    private final Consumer<String> breach;
    private final ModelledGates gates;
    private final boolean waitToSettle;
    private final StopSignal stop = new StopSignal();
    private final InTurns turns = new InTurns(this::live);
    private final List<Runnable> unheard = new ArrayList<>();

    private @Nullable End end;
    private @Nullable Throwable failure;
    private boolean dead;
    private boolean frozen;
    private boolean sentLate;
    private int requestsAfterLoss;

    /** @param breach hears of what must never be */
    ModelledProcess(
            MemoryListStore own,
            RobotTaskGateway api,
            HandTicker ticker,
            Campaign campaign,
            DispatcherSettings settings,
            Fate fate,
            ModelledGates gates,
            boolean waitToSettle,
            Consumer<String> breach) {
        this.own = own;
        this.store = new WatchedListStore(own, this::beforeWrite, this::afterWrite);
        this.gateway = new Watched(api);
        this.ticker = ticker;
        this.campaign = campaign;
        this.settings = settings;
        this.fate = fate;
        this.gates = gates;
        this.waitToSettle = waitToSettle;
        this.breach = breach;
    }

    /** Takes the lease and works until it ends or stands still. */
    End begin() {
        own.take(RUN);
        if (fate.mayFreeze()) {
            turns.goOn();
        } else {
            live();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return end == null ? End.FROZEN : end;
    }

    boolean died() {
        return dead;
    }

    /** Whether it stood still between its decision to send a request and the moment at which the request left. */
    boolean sentLate() {
        return sentLate;
    }

    int requestsAfterLoss() {
        return requestsAfterLoss;
    }

    private void live() {
        try {
            end = work();
        } catch (Crash e) {
            end = End.DIED;
        } catch (RunFailed | LeaseLost e) {
            end = End.FAILED;
        } catch (RuntimeException | Error e) {
            end = End.FAILED;
            failure = e;
            breach.accept(e.toString());
        }
    }

    private End work() {
        store.markInFlightUnconfirmed(RUN, ticker.now());
        Submitter submitter = new Submitter(campaign, settings, store, gateway, stop, ticker, (list, state) -> {});
        FurtherList further = gates.further();
        Settler settler = new Settler(settings, store, gateway, stop, ticker, (list, state) -> {}, further);
        FirstListGate firstList = gates.firstList(gateway, settings, stop, ticker, further);
        ListGate gate = new LookBefore(campaign, RUN, store, gates.brakes(), gateway, settings, stop, ticker)
                .and(gates.all(firstList, stop, ticker))
                .and(new LookFirst(settings, store, gateway, stop, ticker, (list, state) -> {}));
        do {
            dispatch(submitter, gate);
            if (!stop.isSet()) {
                tasklet(new SettleTasklet(RUN, settler, waitToSettle, stop, ticker, new Progress()));
            }
        } while (!stop.isSet() && !store.pending(RUN, 1).isEmpty());
        if (!stop.isSet() && gates.verifyFirstList()) {
            tasklet(new FirstListTasklet(firstList, stop, ticker));
        }
        return stop.isSet() ? End.STOPPED : End.COMPLETE;
    }

    private void dispatch(Submitter submitter, ListGate gate) {
        PendingListReader reader =
                new PendingListReader(RUN, campaign.dispatch(), store, submitter, stop, ticker, gate);
        SubmittingWriter writer = new SubmittingWriter(submitter);
        reader.begin(stepExecution());
        try {
            for (ListRef list = reader.read(); list != null; list = reader.read()) {
                writer.write(Chunk.of(list));
                if (dead) {
                    throw new Crash();
                }
            }
        } finally {
            if (!dead) {
                submitter.awaitIdle();
            }
        }
    }

    private static void tasklet(Tasklet tasklet) {
        StepExecution step = stepExecution();
        try {
            tasklet.execute(new StepContribution(step), new ChunkContext(new StepContext(step)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static StepExecution stepExecution() {
        return new StepExecution(
                1, "dispatch", new JobExecution(1, new JobInstance(1, CampaignJob.NAME), new JobParameters()));
    }

    private void beforeWrite(String what) {
        // The answers to a process that is gone still come to its own store.
        if (end != null) {
            throw new Crash();
        }
        pass(Point.BEFORE_WRITE);
    }

    private void afterWrite(String what) {
        if (!own.holds(RUN)) {
            breach.accept(what + " took effect though another process had taken the run");
        }
        pass(Point.AFTER_WRITE);
    }

    private void pass(Point point) {
        if (dead || fate.diesAt(point)) {
            dead = true;
            throw new Crash();
        }
        // What happens to it in another's place must not stop that one.
        if (turns.runsNow()) {
            fate.freezesAt(point).ifPresent(this::freeze);
        }
    }

    private void freeze(Duration time) {
        frozen = true;
        ticker.after(time, this::wake);
        turns.standStill();
        if (dead) {
            throw new Crash();
        }
    }

    /** Goes on in the caller's place until it ends or stands still again; without effect unless it stands still. */
    void wake() {
        if (!frozen) {
            return;
        }
        frozen = false;
        unheard.forEach(answer -> ticker.after(fate.noticesAfter(), () -> hear(answer)));
        unheard.clear();
        if (!own.holds(RUN)) {
            ticker.after(fate.noticesAfter(), () -> stop.stop(StopSignal.Cause.FAILURE, LeaseLost.message(RUN)));
        }
        turns.goOn();
    }

    /** Whoever stands still hears no answer, also when it has woken up and stands still again. */
    private void hear(Runnable answer) {
        if (frozen) {
            unheard.add(answer);
        } else {
            answer.run();
        }
    }

    /** Ends it wherever it stands. */
    void kill() {
        dead = true;
        wake();
    }

    /** The process's side of the API. */
    private final class Watched implements RobotTaskGateway {
        private final RobotTaskGateway api;

        Watched(RobotTaskGateway api) {
            this.api = api;
        }

        @Override
        public Submission prepare(RobotTask task) {
            Submission submission = api.prepare(task);
            return new Submission() {
                @Override
                public Instant signedAt() {
                    return submission.signedAt();
                }

                @Override
                public String nonce() {
                    return submission.nonce();
                }

                @Override
                public CompletableFuture<Answer> send() {
                    return leave(task, submission);
                }
            };
        }

        private CompletableFuture<Answer> leave(RobotTask task, Submission submission) {
            if (!own.holds(RUN)) {
                breach.accept(task.name() + " was to be sent though another process had taken the run");
            }
            if (own.holds(RUN)) {
                gates.wrongWith(task).ifPresent(breach);
            }
            long decidedAt = ticker.nanos();
            pass(Point.BEFORE_REQUEST);
            sentLate |= ticker.nanos() != decidedAt;
            requestsAfterLoss += own.holds(RUN) ? 0 : 1;
            CompletableFuture<Answer> heard = new CompletableFuture<>();
            var unused = submission.send().thenAccept(answer -> hear(() -> heard.complete(answer)));
            if (fate.diesAt(Point.AFTER_REQUEST)) {
                ticker.after(Duration.ZERO, () -> dead = true);
            } else if (turns.runsNow()) {
                fate.freezesAt(Point.AFTER_REQUEST).ifPresent(ModelledProcess.this::freeze);
            }
            return heard;
        }

        @Override
        public Lookup find(String taskName, Instant createdFrom, Instant createdTo) {
            return api.find(taskName, createdFrom, createdTo);
        }

        @Override
        public Lookup find(String taskName) {
            return api.find(taskName);
        }

        @Override
        public Lookup list(Instant createdFrom, Instant createdTo) {
            return api.list(createdFrom, createdTo);
        }

        @Override
        public String account() {
            return api.account();
        }

        @Override
        public void requireCredentials() {
            api.requireCredentials();
        }
    }
}
