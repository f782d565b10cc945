package io.qianhu.schedule;

import io.qianhu.message.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one look found among the files that no run of the campaign has read.
 *
 * @param ready complete, by path, no content twice
 * @param unfinished new, but perhaps still being written
 * @param forgotten not complete, and untouched since before the schedule came round, so nobody is writing them now
 * @param readBy another campaign of which a run has read one of those that are ready with a script that nobody knows any
 *     more; null when none has
 * @param elsewhere another campaign of which a run has read with the same script what is not new; null when none has
 * @param trouble why nothing or not all could be seen; empty when it could
 */
record InboxLook(
        List<NewFile> ready,
        List<Path> unfinished,
        List<Path> forgotten,
        @Nullable String readBy,
        @Nullable String elsewhere,
        Message trouble) {
    InboxLook {
        ready = List.copyOf(ready);
        unfinished = List.copyOf(unfinished);
        forgotten = List.copyOf(forgotten);
        trouble = ScheduleData.kept(trouble);
    }

    /** What is not complete, for whatever reason. */
    List<Path> incomplete() {
        return Stream.concat(unfinished.stream(), forgotten.stream()).toList();
    }

    static InboxLook troubled(Message trouble) {
        return new InboxLook(List.of(), List.of(), List.of(), null, null, trouble);
    }
}
