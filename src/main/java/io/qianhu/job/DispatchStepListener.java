package io.qianhu.job;

import io.qianhu.dispatch.Submitter;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunStore;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Makes sure that the dispatch step never ends while something is in flight, however it ends. */
final class DispatchStepListener implements StepExecutionListener {
    private final String run;
    private final PendingListReader reader;
    private final Submitter submitter;
    private final RunStore runs;
    private final Progress progress;

    DispatchStepListener(String run, PendingListReader reader, Submitter submitter, RunStore runs, Progress progress) {
        this.run = run;
        this.reader = reader;
        this.submitter = submitter;
        this.runs = runs;
        this.progress = progress;
    }

    @Override
    public void beforeStep(StepExecution step) {
        Books books = runs.books(run);
        long total = books.lists().values().stream().mapToLong(Long::longValue).sum();
        long open = books.lists(ListState.PENDING) + books.lists(ListState.UNCONFIRMED);
        progress.enter(Progress.Phase.DISPATCH);
        progress.expectLists(total, total - open);
        reader.begin(step);
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        submitter.awaitIdle();
        return null;
    }
}
