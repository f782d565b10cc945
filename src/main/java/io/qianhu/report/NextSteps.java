package io.qianhu.report;

import io.qianhu.ledger.ListState;
import io.qianhu.ledger.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is left to do, by whom and how: two lines for each cause, none when there is nothing to do. */
final class NextSteps {
    private NextSteps() {}

    static List<String> of(RunSummary run) {
        boolean active = run.state() == RunState.RUNNING;
        List<String> lines = new ArrayList<>();
        if (run.callees() == 0 && run.cancelled() == null && !run.state().unfinished()) {
            lines.add("NOBODY IS CALLED: the files hold no number that can be called");
            lines.add("  -> look whether the export is complete");
        }
        add(
                lines,
                run.lists(ListState.REFUSED),
                "refused: the API answered no and nobody was called",
                "tasks.csv has code and message; put the cause right, then qianhu resolve " + run.run()
                        + " LIST --resubmit, or --abandon");
        add(
                lines,
                run.lists(ListState.HELD),
                "held: it cannot be proved whether they were submitted, so they are not submitted again",
                "look the task name in tasks.csv up in the console, then qianhu resolve " + run.run()
                        + " LIST --accepted TASK_ID," + " --resubmit or --abandon");
        add(
                lines,
                run.lists(ListState.UNCONFIRMED),
                "unconfirmed: a request may have left and its answer is not known",
                active
                        ? "wait; the run looks them up by task name before it ends"
                        : run.cancelled() == null
                                ? "run the same command again; it looks them up by task name and submits nothing twice"
                                : "qianhu settle " + run.run()
                                        + " looks them up by task name; nothing more is submitted");
        add(
                lines,
                run.lists(ListState.SUBMITTING),
                "in flight: the answer is awaited",
                active ? "wait" : "run the same command again; it looks them up by task name");
        add(lines, run.lists(ListState.PENDING), "pending: not submitted yet", active ? "wait" : pendingToDo(run));
        return lines;
    }

    private static String pendingToDo(RunSummary run) {
        return run.state() == RunState.PAUSED
                ? "look at what the note says, then qianhu resume " + run.run() + " and run the same command again"
                : "put right what the note says, then run the same command again";
    }

    private static void add(List<String> lines, long lists, String cause, String toDo) {
        if (lists > 0) {
            lines.add(String.format(Locale.ROOT, "%,d %s %s", lists, lists == 1 ? "list" : "lists", cause));
            lines.add("  -> " + toDo);
        }
    }
}
