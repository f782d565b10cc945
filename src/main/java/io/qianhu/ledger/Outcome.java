package io.qianhu.ledger;

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
        String message,
        @Nullable String requestId,
        @Nullable String taskId) {
    private static final int MESSAGE_LENGTH = 400;
    private static final int CODE_LENGTH = 100;

    public Outcome {
        message = cut(message, MESSAGE_LENGTH);
        code = cut(code, CODE_LENGTH);
        if (transition.to() == ListState.ACCEPTED && taskId == null) {
            throw new IllegalArgumentException("an accepted list needs its task id");
        }
    }

    /** What is recorded in its place when its task is that of another list: one of the two does not exist. */
    Outcome ofTaskOf(String otherList) {
        return new Outcome(
                transition == Transition.ACCEPT ? Transition.DOUBT : Transition.HOLD,
                answeredAt,
                httpStatus,
                "qianhu.TaskTwice",
                "task " + taskId + " is that of " + otherList + " already",
                requestId,
                null);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
