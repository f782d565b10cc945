package io.qianhu.dispatch;

import io.qianhu.dyvms.Answer;
import io.qianhu.dyvms.Meaning;
import io.qianhu.dyvms.Reply;
import io.qianhu.ledger.Outcome;
import io.qianhu.ledger.Transition;
import java.time.Instant;

/** What the ledger records of an answer. */
final class OutcomeOf {
    private OutcomeOf() {}

    static Outcome answer(Answer answer, Instant answeredAt) {
        Reply reply = answer.reply();
        return new Outcome(
                transition(answer.meaning()),
                answeredAt,
                reply.httpStatus(),
                reply.code(),
                reply.message(),
                reply.requestId(),
                answer.taskId());
    }

    private static Transition transition(Meaning meaning) {
        return switch (meaning) {
            case ACCEPTED -> Transition.ACCEPT;
            case THROTTLED, FREQUENCY_LIMITED, OUTSIDE_PERIOD, UNREACHABLE, STOP -> Transition.RETURN;
            case REFUSED -> Transition.REFUSE;
            case UNRECOGNISED -> Transition.HOLD_UNRECOGNISED;
            case UNCONFIRMED -> Transition.DOUBT;
        };
    }
}
