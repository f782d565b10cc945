package io.qianhu.job;

import io.qianhu.ledger.CutList;
import io.qianhu.ledger.IntakeStore;
import java.util.List;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** Turns the list that never became full into the last list of the run, once, in the step's transaction. */
final class SealTasklet implements Tasklet {
    private final String run;
    private final IntakeStore store;

    SealTasklet(String run, IntakeStore store) {
        this.run = run;
        this.store = store;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        CutList rest = store.open(run);
        if (rest.size() > 0) {
            store.append(run, List.of(rest));
            store.keepOpen(run, CutList.EMPTY);
        }
        store.finish(run);
        return RepeatStatus.FINISHED;
    }
}
