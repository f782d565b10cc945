package io.qianhu.report;

import io.qianhu.ledger.RunState;
import java.util.ArrayList;
import java.util.List;

/** What stands above the books of a run: which run it is, how it stands, and what people did with it. */
final class RunHead {
    private final List<Line> lines = new ArrayList<>();

    /** One fact. */
    record Line(String label, String value) {}

    private RunHead() {}

    static List<Line> of(RunSummary run, Words words, Times times) {
        RunHead head = new RunHead();
        head.add(words.get("run"), run.run() + (run.label().isEmpty() ? "" : words.get("label", run.label())));
        head.add(words.get("campaign"), run.campaign());
        head.add(words.get("target"), words.get("target." + run.target()));
        boolean nobody = run.state() == RunState.ATTENTION && run.callees() == 0;
        head.add(
                words.get("state"),
                run.state() + ", " + words.get("meaning." + run.state() + (nobody ? ".nobody" : "")));
        head.add(words.get("started"), times.at(run.startedAt()) + " " + times.zone());
        if (run.finishedAt() != null) {
            String after = words.get("after", Times.between(run.startedAt(), run.finishedAt()));
            head.add(words.get("finished"), times.at(run.finishedAt()) + " " + times.zone() + after);
        }
        RunSummary.CancelledBy cancelled = run.cancelled();
        if (cancelled != null) {
            String reason = cancelled.reason().isEmpty() ? "" : ": " + cancelled.reason();
            head.add(
                    words.get("cancelled"),
                    words.get("cancelled.by", times.at(cancelled.at()), cancelled.by()) + reason);
        }
        if (run.retryOf() != null) {
            head.add(words.get("retry-of"), words.get("retry-of.run", run.retryOf()));
        }
        if (run.purgedAt() != null) {
            head.add(words.get("purged"), words.get("purged.at", times.at(run.purgedAt())));
        }
        if (Boolean.FALSE.equals(run.lookedBefore())) {
            head.add(words.get("look-before"), words.get("look-before.off"));
        }
        if (run.note() != null) {
            head.add(words.get("note"), words.said(run.note()));
        }
        return head.lines;
    }

    private void add(String label, String value) {
        lines.add(new Line(label, value));
    }
}
