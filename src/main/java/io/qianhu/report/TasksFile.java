package io.qianhu.report;

import io.qianhu.ledger.ListReport;
import io.qianhu.ledger.RunStore;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** {@code tasks.csv}: every call list with its latest submission and the robot task that it became. Times are in UTC. */
final class TasksFile {
    private final RunStore store;
    private final String run;

    TasksFile(RunStore store, String run) {
        this.store = store;
        this.run = run;
    }

    void write(Writer out) throws IOException {
        CsvReport csv = new CsvReport(out);
        csv.line(
                "list",
                "size",
                "state",
                "attempt",
                "task_name",
                "task_id",
                "code",
                "message",
                "request_id",
                "signed_at",
                "answered_at");
        store.eachList(run, list -> csv.line(cells(list)));
    }

    private static String[] cells(ListReport list) {
        return new String[] {
            Integer.toString(list.number()),
            Integer.toString(list.calleeCount()),
            list.state().name(),
            Integer.toString(list.attempt()),
            text(list.taskName()),
            text(list.taskId()),
            text(list.code()),
            text(list.message()),
            text(list.requestId()),
            text(list.signedAt()),
            text(list.answeredAt())
        };
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
