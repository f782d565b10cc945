package io.qianhu.job;

import io.qianhu.ledger.RunStore;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Leaves a job restartable that did all it could while lists are refused or held: when a person has decided, the same
 * run goes on. Spring Batch never restarts a job that is COMPLETED.
 */
final class NeedsPersonListener implements JobExecutionListener {
    private static final ExitStatus NEEDS_PERSON = new ExitStatus("NEEDS_PERSON");

    private final String run;
    private final RunStore runs;

    NeedsPersonListener(String run, RunStore runs) {
        this.run = run;
        this.runs = runs;
    }

    @Override
    public void afterJob(JobExecution execution) {
        if (execution.getStatus() == BatchStatus.COMPLETED && runs.books(run).needsPerson()) {
            execution.setStatus(BatchStatus.STOPPED);
            execution.setExitStatus(NEEDS_PERSON);
        }
    }

    /** Whether the job came to its own end, by itself or up to what a person must decide. */
    static boolean cameToItsEnd(JobExecution execution) {
        return execution.getStatus() == BatchStatus.COMPLETED
                || NEEDS_PERSON.getExitCode().equals(execution.getExitStatus().getExitCode());
    }
}
