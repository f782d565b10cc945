package io.qianhu.dyvms;

import io.qianhu.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What one submission came to.
 *
 * @param meaning what follows for its call list
 * @param taskId that of the robot task when it was accepted, else null
 * @param advice one sentence, what a person is to do, when the meaning is {@link Meaning#STOP}; else empty
 */
public record Answer(Meaning meaning, Reply reply, @Nullable String taskId, Message advice) {
    public Answer {
        if (meaning == Meaning.ACCEPTED ^ taskId != null) {
            throw new IllegalArgumentException("a task id belongs to what was accepted, and to nothing else");
        }
    }

    public static Answer accepted(Reply reply, String taskId) {
        return new Answer(Meaning.ACCEPTED, reply, taskId, Message.NONE);
    }

    /** That no task is known of. */
    public static Answer of(Meaning meaning, Reply reply) {
        return new Answer(meaning, reply, null, Message.NONE);
    }

    /** That nothing goes on before a person acts. */
    public static Answer stop(Reply reply, Message advice) {
        return new Answer(Meaning.STOP, reply, null, advice);
    }
}
