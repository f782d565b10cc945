package io.qianhu.job;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.ledger.Brake;
import io.qianhu.ledger.BrakeStore;
import io.qianhu.ledger.DiskTrouble;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Runs the job of a plan to its end and says how it ended. It does so with the lease of the run, so an execution that the
 * job repository still shows as running belongs to a process that is dead or may write no more, and is recovered.
 */
public final class CampaignRunner {
    private static final Logger log = LoggerFactory.getLogger(CampaignRunner.class);

    private final JobRepository repository;
    private final JobOperator operator;
    private final CampaignJob jobs;
    private final RunStore runs;
    private final Leases leases;
    private final RunVerdict verdict;
    private final BrakeStore brakes;
    private final RunSettler settler;
    private final InstantSource clock;

    public CampaignRunner(
            JobRepository repository,
            JobOperator operator,
            CampaignJob jobs,
            RunStore runs,
            BrakeStore brakes,
            Leases leases,
            RunSettler settler,
            InstantSource clock) {
        this.brakes = brakes;
        this.settler = settler;
        this.repository = repository;
        this.operator = operator;
        this.jobs = jobs;
        this.runs = runs;
        this.leases = leases;
        this.verdict = new RunVerdict(runs, brakes);
        this.clock = clock;
    }

    /**
     * Runs the plan on the calling thread until it ends or the signal stops it.
     *
     * @throws io.qianhu.ledger.LeaseRefused when another process works on the run
     */
    public RunEnd run(RunPlan plan, StopSignal stop, Progress progress) {
        return OwnedRun.work(leases, plan.run(), stop, () -> runOwned(plan, stop, progress));
    }

    private RunEnd runOwned(RunPlan plan, StopSignal stop, Progress progress) {
        Run run = runs.find(plan.run().id()).orElseThrow();
        if (run.cancelled() != null) {
            return settler.settleOwned(run.id(), plan.waitToSettle(), stop, progress);
        }
        RunEnd end = paused(run).orElseGet(() -> work(plan, stop, progress));
        if (runs.find(run.id()).orElseThrow().cancelled() != null && end.state() != RunState.FAILED) {
            return settler.settleOwned(run.id(), plan.waitToSettle(), stop, progress);
        }
        OwnedRun.mark(runs, end, clock.instant());
        RunEnd now = releasedMeanwhile(end);
        progress.enter(Progress.Phase.REPORT);
        return now;
    }

    /** Whoever released the brake between our last look and our mark has found nothing that was marked as paused. */
    private RunEnd releasedMeanwhile(RunEnd end) {
        if (end.state() != RunState.PAUSED || !brakes.pulled(end.run()).isEmpty()) {
            return end;
        }
        RunEnd released = new RunEnd(end.run(), RunState.STOPPED, false, end.message());
        OwnedRun.mark(runs, released, clock.instant());
        return released;
    }

    /** A person's pause holds the whole run; the other brakes let some of it go on, and each knows which. */
    private Optional<RunEnd> paused(Run run) {
        return brakes.pulled(run.id()).stream()
                .filter(pulled -> pulled.brake() == Brake.PAUSE)
                .findFirst()
                .map(pulled -> new RunEnd(run.id(), RunState.PAUSED, false, pulled.message()));
    }

    private RunEnd work(RunPlan plan, StopSignal stop, Progress progress) {
        Run run = plan.run();
        JobParameters parameters = parameters(run);
        recover(parameters);
        Job job = jobs.build(plan, stop, progress);
        runs.mark(run.id(), RunState.RUNNING, null, null);
        return completedBefore(parameters) ? completed(plan) : start(plan, job, parameters, stop);
    }

    /**
     * A process may die after the job's last commit and before the run is marked. Spring Batch never starts a completed
     * job again, and nothing is left that it would do.
     */
    private boolean completedBefore(JobParameters parameters) {
        JobExecution last = last(parameters);
        return last != null && last.getStatus() == BatchStatus.COMPLETED;
    }

    private @Nullable JobExecution last(JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(CampaignJob.NAME, parameters);
        return instance == null ? null : repository.getLastJobExecution(instance);
    }

    private RunEnd start(RunPlan plan, Job job, JobParameters parameters, StopSignal stop) {
        try {
            return judge(plan, operator.start(job, parameters), stop);
        } catch (Exception e) {
            String run = plan.run().id();
            log.error("Run {} could not be started.", run, e);
            return new RunEnd(run, RunState.FAILED, false, Message.of("job.job-could-not-started", e));
        }
    }

    /** The ledger says what was done; Spring Batch only says whether the job came to its end. */
    private RunEnd judge(RunPlan plan, JobExecution execution, StopSignal stop) {
        if (NeedsPersonListener.cameToItsEnd(execution)) {
            return completed(plan);
        }
        Run run = plan.run();
        if (execution.getStatus() == BatchStatus.STOPPED && stop.isSet() && !failed(stop)) {
            return new RunEnd(run.id(), stoppedState(run, stop), false, message(stop), goesOn(stop));
        }
        Message reason = stop.get()
                .filter(s -> s.cause() == StopSignal.Cause.FAILURE)
                .map(StopSignal.Stop::message)
                .orElseGet(() -> reason(execution));
        return new RunEnd(run.id(), RunState.FAILED, false, reason);
    }

    private RunEnd completed(RunPlan plan) {
        return verdict.of(
                runs.find(plan.run().id()).orElseThrow(),
                plan.campaign().limits().emptyRun());
    }

    private static boolean failed(StopSignal stop) {
        return stop.get().filter(s -> s.cause() == StopSignal.Cause.FAILURE).isPresent();
    }

    /** A person may have released the brake while answers were awaited. */
    private RunState stoppedState(Run run, StopSignal stop) {
        return stop.get()
                .filter(s -> s.cause() == StopSignal.Cause.PAUSE)
                .filter(s -> !brakes.pulled(run.id()).isEmpty())
                .map(s -> RunState.PAUSED)
                .orElse(RunState.STOPPED);
    }

    private static Message message(StopSignal stop) {
        return stop.get().map(StopSignal.Stop::message).orElse(Message.NONE);
    }

    private static Optional<Instant> goesOn(StopSignal stop) {
        return stop.get().flatMap(StopSignal.Stop::goesOn);
    }

    private static Message reason(JobExecution execution) {
        List<Throwable> failures = execution.getAllFailureExceptions();
        Optional<Message> disk = failures.stream()
                .flatMap(failure -> DiskTrouble.in(failure).stream())
                .findFirst();
        if (disk.isPresent()) {
            return disk.get();
        }
        Throwable cause =
                failures.stream().findFirst().map(CampaignRunner::root).orElse(null);
        return cause == null ? Message.of("job.job-ended", execution.getStatus()) : describe(cause);
    }

    private static Message describe(Throwable cause) {
        return cause.getMessage() == null ? Message.text(cause.getClass().getSimpleName()) : Message.of(cause);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static JobParameters parameters(Run run) {
        return new JobParametersBuilder()
                .addString("campaign", run.campaign(), true)
                .addString("target", run.target().name(), true)
                .addString("input", run.fingerprint(), true)
                .addString("label", run.label(), true)
                .addString("run", run.id(), false)
                .toJobParameters();
    }

    /**
     * Makes an execution restartable that a dead process left behind. One that ended as UNKNOWN could not save its own
     * state; the ledger and the last committed position are sound all the same, since both are in one transaction.
     */
    private void recover(JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(CampaignJob.NAME, parameters);
        if (instance == null) {
            return;
        }
        JobExecution last = repository.getLastJobExecution(instance);
        if (last == null) {
            // A process died between the two commits that begin a job; Spring Batch starts no such instance again.
            repository.deleteJobInstance(instance);
            return;
        }
        if (last.getStatus().isRunning()) {
            log.info("Recovering an execution that an earlier process left behind.");
            operator.recover(last);
        } else if (last.getStatus() != BatchStatus.COMPLETED
                && (last.getStatus() == BatchStatus.UNKNOWN
                        || last.getStepExecutions().stream().anyMatch(CampaignRunner::leftOpen))) {
            fail(last);
        }
    }

    private static boolean leftOpen(StepExecution step) {
        return step.getStatus() == BatchStatus.UNKNOWN || step.getStatus().isRunning();
    }

    private void fail(JobExecution execution) {
        for (StepExecution step : execution.getStepExecutions()) {
            if (leftOpen(step)) {
                step.setStatus(BatchStatus.FAILED);
                repository.update(step);
            }
        }
        execution.setStatus(BatchStatus.FAILED);
        repository.update(execution);
    }
}
