package io.qianhu.sandbox;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;

/**
 * A robot task that the sandbox accepted: one line of its journal.
 *
 * @param id the task id that the answer carried
 * @param name the task's name; may be empty, and the API does not ask that it be unique
 * @param createdAt when it was accepted
 * @param dialogId the script
 * @param callees the called numbers in full, as they were sent and in their order
 * @param duplicates how many of them stand in the list again after they stood there before
 * @param requestId id of the request that created it
 */
@JsonPropertyOrder({"id", "name", "createdAt", "dialogId", "duplicates", "requestId", "callees"})
public record AcceptedTask(
        long id,
        String name,
        Instant createdAt,
        long dialogId,
        List<String> callees,
        int duplicates,
        String requestId) {
    public AcceptedTask {
        callees = List.copyOf(callees);
    }

    /** Names no number. */
    @Override
    public String toString() {
        return "AcceptedTask[id=" + id + ", name=" + name + ", createdAt=" + createdAt + ", " + callees.size()
                + " callees, " + duplicates + " of them duplicates]";
    }
}
