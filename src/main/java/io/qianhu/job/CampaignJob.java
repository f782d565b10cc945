package io.qianhu.job;

import io.qianhu.campaign.CalledScope;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.dispatch.CanaryGate;
import io.qianhu.dispatch.DailyLimit;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.FirstListGate;
import io.qianhu.dispatch.FurtherList;
import io.qianhu.dispatch.ListGate;
import io.qianhu.dispatch.LookBefore;
import io.qianhu.dispatch.LookFirst;
import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.SubmissionListener;
import io.qianhu.dispatch.Submitter;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.ParsedBlock;
import io.qianhu.intake.ReadingStopped;
import io.qianhu.intake.SuppressedNumbers;
import io.qianhu.ledger.BrakeStores;
import io.qianhu.ledger.CutList;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.IntakeStore;
import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.NumberIndexing;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.number.NumberReader;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/**
 * The Spring Batch job of one run: prepare → intake → seal → index → brakes → dispatch → settle, back to dispatch while
 * settling has put lists back or dispatch waits for it, → first-list.
 *
 * <p>Intake is the only step whose position is Spring Batch's; it is done once. All others ask the ledger what is left
 * and may run again with every restart.
 */
public final class CampaignJob {
    /** The name of every run's job; the run is told apart by the job parameters. */
    public static final String NAME = "campaign";

    private static final Logger log = LoggerFactory.getLogger(CampaignJob.class);

    /**
     * 64 blocks of 128 KiB are about 250,000 rows in a commit: few commits, and a tenth of a second's work at risk.
     * Smaller blocks make smaller commits, larger ones do not make larger commits.
     */
    private static final int MOST_BLOCKS_PER_COMMIT = 64;

    private static final int BYTES_PER_COMMIT = 8 * 1024 * 1024;

    /** A list is a chunk: the reader may wait for answers, and nothing that it has handed out may wait with it. */
    private static final int LISTS_PER_CHUNK = 1;

    private static final String AGAIN = "AGAIN";

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final RunStore runs;
    private final IntakeStore intake;
    private final ListStore lists;
    private final BrakeStores brakes;
    private final RobotTaskGateway gateway;
    private final IntakeLimits limits;
    private final DispatcherSettings dispatch;
    private final Ticker ticker;
    private final DiskSync disk;

    public CampaignJob(
            JobRepository repository,
            PlatformTransactionManager transactions,
            RunStore runs,
            IntakeStore intake,
            ListStore lists,
            BrakeStores brakes,
            RobotTaskGateway gateway,
            IntakeLimits limits,
            DispatcherSettings dispatch,
            Ticker ticker,
            DiskSync disk) {
        this.repository = repository;
        this.transactions = transactions;
        this.runs = runs;
        this.intake = intake;
        this.lists = lists;
        this.brakes = brakes;
        this.gateway = gateway;
        this.limits = limits;
        this.dispatch = dispatch;
        this.ticker = ticker;
        this.disk = disk;
    }

    /** The job for this plan; it obeys the stop signal and tells its progress. */
    Job build(RunPlan plan, StopSignal stop, Progress progress) {
        boolean oneMayFollow = plan.campaign().dispatch().verifyFirstList()
                && plan.campaign().limits().canary() == null;
        FurtherList further = oneMayFollow ? new FurtherList(brakes.firstLists()) : FurtherList.NONE;
        FirstListGate firstList = new FirstListGate(plan.run(), brakes, gateway, dispatch, stop, ticker, further);
        Step dispatchStep = dispatch(plan, firstList, stop, progress);
        Step settleStep = settle(plan, further, stop, progress);
        JobExecutionDecider pendingAgain = (job, step) -> new FlowExecutionStatus(
                lists.pending(plan.run().id(), 1).isEmpty() ? FlowExecutionStatus.COMPLETED.getName() : AGAIN);
        return new JobBuilder(NAME, repository)
                .listener(new NeedsPersonListener(plan.run().id(), runs))
                .start(prepare(plan))
                .next(intake(plan, stop, progress))
                .next(seal(plan, stop))
                .next(index(plan))
                .next(tasklet("brakes", new BrakesTasklet(plan, runs, brakes, stop, ticker::now)))
                .next(dispatchStep)
                .next(settleStep)
                .next(pendingAgain)
                .on(AGAIN)
                .to(dispatchStep)
                .from(pendingAgain)
                .on("*")
                .to(tasklet("first-list", firstList(plan, firstList, stop)))
                .end()
                .build();
    }

    private Step prepare(RunPlan plan) {
        return tasklet("prepare", (contribution, context) -> {
            int doubted = lists.markInFlightUnconfirmed(plan.run().id(), ticker.now());
            if (doubted > 0) {
                log.warn(
                        "{} lists were being submitted when an earlier process ended; they are looked up before"
                                + " anything is submitted again.",
                        doubted);
            }
            return RepeatStatus.FINISHED;
        });
    }

    private Step intake(RunPlan plan, StopSignal stop, Progress progress) {
        NumberReader numbers = new NumberReader(
                plan.campaign().numbers().accept(), plan.campaign().numbers().multiple());
        int first = plan.campaign().limits().firstListSize(RobotTask.MAX_CALLEES);
        IntakeWriter writer = new IntakeWriter(
                plan.run().id(), first, RobotTask.MAX_CALLEES, intake, () -> suppressed(plan), progress);
        int blocksPerCommit = Math.max(1, Math.min(MOST_BLOCKS_PER_COMMIT, BYTES_PER_COMMIT / limits.blockBytes()));
        IntakeTransactions chunks = new IntakeTransactions(transactions, repository, disk);
        return new ChunkOrientedStepBuilder<ParsedBlock, ParsedBlock>("intake", repository, blocksPerCommit)
                .transactionManager(chunks)
                .reader(new IntakeReader(plan.files(), numbers, limits, progress))
                .writer(writer)
                .listener(chunks)
                .interruptionPolicy(new StopPolicy(stop))
                .build();
    }

    /**
     * The do-not-call lists, and behind them who may have been called and whom an earlier run has stored. The time counts
     * back from when the run began, so a restart suppresses the same numbers or more.
     */
    private SuppressedNumbers suppressed(RunPlan plan) {
        SuppressedNumbers numbers = plan.suppression().numbers();
        NumberSettings settings = plan.campaign().numbers();
        Duration within = settings.notCalledWithin();
        if (within != null) {
            intake.eachPerhapsCalled(
                    plan.run(),
                    plan.run().startedAt().minus(within),
                    settings.notCalledScope() == CalledScope.CAMPAIGN,
                    callees -> numbers.addToLast(callees.nationals()));
        }
        eachEarlier(plan.run(), list -> numbers.addToLast(list.callees().nationals()));
        return numbers;
    }

    /** All that the run has stored whose rejects this one reads, in any state, and so on back to the first run. */
    private void eachEarlier(Run run, Consumer<CutList> consumer) {
        for (String earlier = run.retryOf();
                earlier != null;
                earlier = runs.find(earlier).map(Run::retryOf).orElse(null)) {
            intake.eachList(earlier, consumer);
        }
    }

    private Step seal(RunPlan plan, StopSignal stop) {
        Tasklet seal = new SealTasklet(plan.run().id(), intake);
        return tasklet("seal", (contribution, context) -> {
            if (!runs.find(plan.run().id()).orElseThrow().intakeDone()) {
                try {
                    InputUnchanged.require(plan.files(), stop::isSet);
                } catch (ReadingStopped e) {
                    // Nothing is sealed: the step ends here, and begins anew with the next start.
                    stop.get().ifPresent(why -> StopPolicy.endStep(why, contribution));
                    return RepeatStatus.CONTINUABLE;
                }
            }
            return seal.execute(contribution, context);
        });
    }

    /** One segment is one transaction; a step that goes on asks for the next. */
    private Step index(RunPlan plan) {
        NumberIndexing index = intake.index(plan.run().id());
        return tasklet("index", (contribution, context) -> {
            // Not before the seal is committed: standard input cannot be asked again.
            OwnCopies.delete(plan.files());
            return RepeatStatus.continueIf(index.segment());
        });
    }

    private Tasklet firstList(RunPlan plan, FirstListGate gate, StopSignal stop) {
        return plan.campaign().dispatch().verifyFirstList()
                ? new FirstListTasklet(gate, stop, ticker)
                : (contribution, context) -> RepeatStatus.FINISHED;
    }

    private Step dispatch(RunPlan plan, FirstListGate firstList, StopSignal stop, Progress progress) {
        String run = plan.run().id();
        Submitter submitter =
                new Submitter(plan.campaign(), dispatch, lists, gateway, stop, ticker, listener(progress));
        PendingListReader reader = new PendingListReader(
                run,
                plan.campaign().dispatch(),
                lists,
                submitter,
                stop,
                ticker,
                gate(plan, firstList, submitter, stop, progress));
        return new ChunkOrientedStepBuilder<ListRef, ListRef>("dispatch", repository, LISTS_PER_CHUNK)
                .transactionManager(transactions)
                .reader(reader)
                .writer(new SubmittingWriter(submitter))
                .listener(new DispatchStepListener(
                        run, plan.campaign().dispatch().rate(), reader, submitter, runs, ticker::now, progress))
                .allowStartIfComplete(true)
                .build();
    }

    private ListGate gate(
            RunPlan plan, FirstListGate firstList, Submitter submitter, StopSignal stop, Progress progress) {
        LimitsSettings limits = plan.campaign().limits();
        ListGate gate = lookBefore(plan, stop);
        if (plan.campaign().dispatch().verifyFirstList()) {
            gate = gate.and(firstList);
        }
        if (limits.canary() != null) {
            gate = gate.and(new CanaryGate(
                    plan.run().id(), limits, brakes, stop, ticker, plan.waitToSettle(), progress::canaryUntil));
        }
        Integer perDay = limits.maxCalleesPerDay();
        if (perDay != null) {
            gate = gate.and(new DailyLimit(
                    perDay, plan.run(), plan.campaign().dispatch(), brakes.past(), submitter, stop, ticker));
        }
        return gate.and(new LookFirst(dispatch, lists, gateway, stop, ticker, listener(progress)));
    }

    private ListGate lookBefore(RunPlan plan, StopSignal stop) {
        if (!plan.campaign().dispatch().lookBefore()) {
            lists.looksAs(plan.run().id(), "");
            return ListGate.OPEN;
        }
        return new LookBefore(
                plan.campaign(), plan.run().id(), lists, brakes.brakes(), gateway, dispatch, stop, ticker);
    }

    private Step settle(RunPlan plan, FurtherList further, StopSignal stop, Progress progress) {
        Settler settler = new Settler(dispatch, lists, gateway, stop, ticker, listener(progress), further);
        Tasklet tasklet = new SettleTasklet(plan.run().id(), settler, plan.waitToSettle(), stop, ticker, progress);
        DefaultTransactionAttribute none =
                new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        return new StepBuilder("settle", repository)
                .tasklet(tasklet, transactions)
                .transactionAttribute(none)
                .allowStartIfComplete(true)
                .build();
    }

    private Step tasklet(String name, Tasklet tasklet) {
        return new StepBuilder(name, repository)
                .tasklet(tasklet, transactions)
                .allowStartIfComplete(true)
                .build();
    }

    private static SubmissionListener listener(Progress progress) {
        return (list, state) -> {
            if (state == ListState.ACCEPTED || state == ListState.REFUSED || state == ListState.HELD) {
                progress.listDone();
            }
        };
    }
}
