package io.qianhu.job;

import io.qianhu.dispatch.FirstListGate;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Ticker;
import java.time.Duration;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Verifies the first list of an account also where no second one waits for it: a trial with a few numbers is one list,
 * and it must tell whether the account has the right contract.
 */
final class FirstListTasklet implements Tasklet {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final FirstListGate gate;
    private final StopSignal stopSignal;
    private final Ticker ticker;

    FirstListTasklet(FirstListGate gate, StopSignal stopSignal, Ticker ticker) {
        this.gate = gate;
        this.stopSignal = stopSignal;
        this.ticker = ticker;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        while (!stopSignal.isSet() && !gate.isContent()) {
            if (!stopSignal.isSet()) {
                ticker.awaitUntil(ticker.nanos() + POLL.toNanos());
            }
        }
        stopSignal.get().ifPresent(stop -> StopPolicy.endStep(stop, contribution));
        return RepeatStatus.FINISHED;
    }
}
