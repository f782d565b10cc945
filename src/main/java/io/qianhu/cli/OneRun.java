package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.RunOrders;
import io.qianhu.message.Message;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The work of a process on one run.
 *
 * @param interrupts what an order about the run ends
 * @param worksOn whether the run with this id is the one
 * @param submits whether it submits lists, so that it goes on when a brake is released
 */
record OneRun(StopSignal signal, RunOrders.Work interrupts, Predicate<String> worksOn, boolean submits)
        implements OrderHandler.Work {
    @Override
    public boolean interrupt(String id, StopSignal.Cause cause, Message message) {
        return interrupts.interrupt(id, cause, message);
    }

    @Override
    public Answer stop(@Nullable String id) {
        if (id != null && !worksOn.test(id)) {
            return Answer.refused(Message.of("cli.run-not-worked-on", id));
        }
        signal.stop(StopSignal.Cause.REQUEST, Message.of("cli.stopped-request-run-same-command"));
        return Answer.done(Message.NONE);
    }

    @Override
    public boolean goesOnWith(String subject) {
        return submits && worksOn.test(subject);
    }
}
