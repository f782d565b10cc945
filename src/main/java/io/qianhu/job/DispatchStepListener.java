package io.qianhu.job;

import io.qianhu.dispatch.Submitter;
import io.qianhu.ledger.Books;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunStore;
import io.qianhu.pace.Rate;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Notes how fast the dispatch step may submit, and makes sure that it never ends while something is in flight, however it
 * ends.
 */
final class DispatchStepListener implements StepExecutionListener {
    private final String run;
    private final Rate rate;
    private final PendingListReader reader;
    private final Submitter submitter;
    private final RunStore runs;
    private final InstantSource clock;
    private final Progress progress;

    DispatchStepListener(
            String run,
            Rate rate,
            PendingListReader reader,
            Submitter submitter,
            RunStore runs,
            InstantSource clock,
            Progress progress) {
        this.run = run;
        this.rate = rate;
        this.clock = clock;
        this.reader = reader;
        this.submitter = submitter;
        this.runs = runs;
        this.progress = progress;
    }

    @Override
    public void beforeStep(StepExecution step) {
        runs.allow(run, clock.instant(), rate.perSecond());
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
