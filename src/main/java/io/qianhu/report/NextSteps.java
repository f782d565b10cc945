package io.qianhu.report;

import io.qianhu.ledger.ListState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is left to do, by whom and how: two lines for each cause, none when there is nothing to do. */
final class NextSteps {
    private NextSteps() {}

    static List<String> of(RunSummary run) {
        List<String> lines = new ArrayList<>();
        add(
                lines,
                run.lists(ListState.REFUSED),
                "refused: the API answered no and nobody was called",
                "tasks.csv has code and message; put the cause right before these numbers are submitted again");
        add(
                lines,
                run.lists(ListState.HELD),
                "held: it cannot be proved whether they were submitted, so they are not submitted again",
                "tasks.csv has message and task name; look the task name up in the console and decide");
        add(
                lines,
                run.lists(ListState.UNCONFIRMED),
                "unconfirmed: a request may have left and its answer is not known",
                "run the same command again; it looks them up by task name and submits nothing twice");
        add(
                lines,
                run.lists(ListState.SUBMITTING),
                "in flight: the answer is awaited",
                "wait; if the process has ended, run the same command again");
        add(
                lines,
                run.lists(ListState.PENDING),
                "pending: not submitted yet",
                "run the same command again, if no process works on it");
        return lines;
    }

    private static void add(List<String> lines, long lists, String cause, String toDo) {
        if (lists > 0) {
            lines.add(String.format(Locale.ROOT, "%,d %s %s", lists, lists == 1 ? "list" : "lists", cause));
            lines.add("  -> " + toDo);
        }
    }
}
