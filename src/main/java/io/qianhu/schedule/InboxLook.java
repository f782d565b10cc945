package io.qianhu.schedule;

import java.nio.file.Path;
import java.util.List;

/**
 * What one look found among the files that no run of the campaign has read.
 *
 * @param ready new and complete, by path, no content twice
 * @param unfinished new, but perhaps still being written
 * @param trouble why nothing could be seen; empty when it could
 */
record InboxLook(List<Path> ready, List<Path> unfinished, String trouble) {
    InboxLook {
        ready = List.copyOf(ready);
        unfinished = List.copyOf(unfinished);
    }

    static InboxLook troubled(String trouble) {
        return new InboxLook(List.of(), List.of(), trouble);
    }
}
