package io.qianhu.job;

import io.qianhu.dispatch.Settler;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Ticker;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** {@link SettleLoop} as a step: a stop ends it as stopped, a failure as failed. */
final class SettleTasklet implements Tasklet {
    private final String run;
    private final SettleLoop loop;
    private final StopSignal stopSignal;

    SettleTasklet(
            String run,
            Settler settler,
            boolean waitToSettle,
            StopSignal stopSignal,
            Ticker ticker,
            Progress progress) {
        this.run = run;
        this.loop = new SettleLoop(settler, waitToSettle, stopSignal, ticker, progress);
        this.stopSignal = stopSignal;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        loop.settle(run);
        stopSignal.get().ifPresent(stop -> endStep(stop, contribution));
        return RepeatStatus.FINISHED;
    }

    private static void endStep(StopSignal.Stop stop, StepContribution contribution) {
        if (stop.cause() == StopSignal.Cause.FAILURE) {
            throw new RunFailed(stop.message());
        }
        contribution.getStepExecution().setTerminateOnly();
    }
}
