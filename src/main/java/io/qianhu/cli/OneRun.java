package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.RunOrders;
import io.qianhu.message.Message;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The work of a process on one run.
 *
 * @param run what an order about it ends
 * @param submits whether it submits lists of the run with this id, so that a released one goes on by itself
 */
record OneRun(StopSignal signal, RunOrders.Work run, Predicate<String> submits) implements OrderHandler.Work {
    @Override
    public boolean interrupt(String id, StopSignal.Cause cause, Message message) {
        return run.interrupt(id, cause, message);
    }

    @Override
    public Answer stop(@Nullable String id) {
        signal.stop(StopSignal.Cause.REQUEST, Message.of("cli.stopped-request-run-same-command"));
        return Answer.done(Message.NONE);
    }

    @Override
    public Message resume(String subject) {
        return Message.NONE;
    }

    @Override
    public Message goesOn(String subject, boolean atWord) {
        return Message.of(submits.test(subject) ? "cli.it-goes-on" : "cli.run-its-command-again");
    }
}
