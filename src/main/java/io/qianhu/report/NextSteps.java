package io.qianhu.report;

import io.qianhu.ledger.ListState;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is left to do, by whom and how, one sentence or two for each cause; none when there is nothing to do. */
final class NextSteps {
    private static final String REFUSED =
            "The API answered no and nobody was called. Code and message are in tasks.csv:"
                    + " put the cause right before these numbers are submitted again.";
    private static final String HELD =
            "It cannot be proved whether these were submitted, so Qianhu does not submit them"
                    + " again. Message and task name are in tasks.csv: look the task names up in the console and decide.";
    private static final String UNCONFIRMED =
            "A request may have left and its answer is not known. Run the same command"
                    + " again: it looks them up by their task names and submits nothing twice.";
    private static final String IN_FLIGHT =
            "The answers of these are awaited; if the process has ended, run the same" + " command again.";
    private static final String PENDING = "Nothing was submitted for these yet. Run the same command again to go on.";

    private NextSteps() {}

    static List<String> of(RunSummary run) {
        return Stream.of(
                        step(run, ListState.REFUSED, "refused", REFUSED),
                        step(run, ListState.HELD, "held", HELD),
                        step(run, ListState.UNCONFIRMED, "unconfirmed", UNCONFIRMED),
                        step(run, ListState.SUBMITTING, "in flight", IN_FLIGHT),
                        step(run, ListState.PENDING, "pending", PENDING))
                .flatMap(step -> step)
                .toList();
    }

    private static Stream<String> step(RunSummary run, ListState state, String word, String toDo) {
        long lists = run.lists(state);
        if (lists == 0) {
            return Stream.empty();
        }
        return Stream.of(String.format(Locale.ROOT, "%,d %s %s. %s", lists, lists == 1 ? "list" : "lists", word, toDo));
    }
}
