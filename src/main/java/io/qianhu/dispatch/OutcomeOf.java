package io.qianhu.dispatch;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Reply;
import io.qianhu.ledger.Outcome;
import io.qianhu.ledger.Transition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the ledger records for each kind of answer. */
record OutcomeOf(Instant answeredAt) implements Answer.Cases<Outcome> {
    @Override
    public Outcome accepted(Answer.Accepted answer) {
        return outcome(Transition.ACCEPT, answer, answer.taskId());
    }

    @Override
    public Outcome throttled(Answer.Throttled answer) {
        return outcome(Transition.RETURN, answer, null);
    }

    @Override
    public Outcome frequencyLimited(Answer.FrequencyLimited answer) {
        return outcome(Transition.RETURN, answer, null);
    }

    @Override
    public Outcome outsidePeriod(Answer.OutsidePeriod answer) {
        return outcome(Transition.RETURN, answer, null);
    }

    @Override
    public Outcome unreachable(Answer.Unreachable answer) {
        return outcome(Transition.RETURN, answer, null);
    }

    @Override
    public Outcome stop(Answer.Stop answer) {
        return outcome(Transition.RETURN, answer, null);
    }

    @Override
    public Outcome refused(Answer.Refused answer) {
        return outcome(Transition.REFUSE, answer, null);
    }

    @Override
    public Outcome unrecognised(Answer.Unrecognised answer) {
        return outcome(Transition.HOLD_UNRECOGNISED, answer, null);
    }

    @Override
    public Outcome unconfirmed(Answer.Unconfirmed answer) {
        return outcome(Transition.DOUBT, answer, null);
    }

    private Outcome outcome(Transition transition, Answer answer, @Nullable String taskId) {
        Reply reply = answer.reply();
        return new Outcome(
                transition, answeredAt, reply.httpStatus(), reply.code(), reply.message(), reply.requestId(), taskId);
    }
}
