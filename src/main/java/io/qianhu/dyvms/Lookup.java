package io.qianhu.dyvms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API says about its tasks. */
public sealed interface Lookup {
    /**
     * The API answered in full. An empty list means that it knows no task of that name.
     *
     * @param serverTime the service's clock showed at least this when it was asked
     * @param dated whether {@code serverTime} was told by the answer and is right to a few seconds; else it is only what
     *     follows from the service having accepted the timestamp of our question, and up to an hour too early
     */
    record Listed(List<ListedTask> tasks, Instant serverTime, boolean dated) implements Lookup {
        public Listed {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * No answer that could be relied on; says nothing about the task.
     *
     * @param stop whether a person must act before asking again makes sense
     */
    record NotAnswered(Reply reply, boolean stop) implements Lookup {
        /** Whether there was an answer, and more tasks in it than are read: only a search by name tells then. */
        public boolean tooLong() {
            return reply.code().equals(TaskSearch.TOO_LONG);
        }
    }

    /** One robot task as the list shows it. {@code totalCount} is -1 when the API leaves it out. */
    record ListedTask(
            String taskId,
            String name,
            String status,
            @Nullable Instant createdAt,
            long totalCount) {}
}
