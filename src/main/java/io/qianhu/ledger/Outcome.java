package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one submission or lookup came to.
 *
 * @param httpStatus 0 when there was none
 * @param message one line without phone numbers; cut to what the ledger holds
 */
public record Outcome(
        Transition transition,
        Instant answeredAt,
        int httpStatus,
        String code,
        Message message,
        @Nullable String requestId,
        @Nullable String taskId) {
    private static final int CODE_LENGTH = 100;

    public Outcome {
        code = code.substring(0, Math.min(CODE_LENGTH, code.length()));
        if (transition.to() == ListState.ACCEPTED && taskId == null) {
            throw new IllegalArgumentException("an accepted list needs its task id");
        }
    }

    /** What is recorded in its place when its task is that of another list: one of the two does not exist. */
    Outcome ofTaskOf(Message otherList) {
        return new Outcome(
                transition == Transition.ACCEPT ? Transition.DOUBT : Transition.HOLD,
                answeredAt,
                httpStatus,
                "qianhu.TaskTwice",
                Message.of("ledger.task-already", taskId, otherList),
                requestId,
                null);
    }
}
