package io.qianhu.job;

import io.qianhu.dispatch.StopSignal;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepInterruptionPolicy;

/**
 * Stops a step at its next chunk. Marking the step is what makes it end as STOPPED: without it an interrupted step
 * ends as COMPLETED with items unread.
 */
final class StopPolicy implements StepInterruptionPolicy {
    private final StopSignal stopSignal;

    StopPolicy(StopSignal stopSignal) {
        this.stopSignal = stopSignal;
    }

    /** Ends a step that has seen a stop: after a failure it fails. */
    static void endStep(StopSignal.Stop stop, StepContribution contribution) {
        if (stop.cause() == StopSignal.Cause.FAILURE) {
            throw new RunFailed(stop.message());
        }
        contribution.getStepExecution().setTerminateOnly();
    }

    @Override
    public void checkInterrupted(StepExecution step) throws JobInterruptedException {
        if (stopSignal.isSet() || Thread.currentThread().isInterrupted()) {
            step.setTerminateOnly();
        }
        if (step.isTerminateOnly()) {
            throw new JobInterruptedException("stopping");
        }
    }
}
