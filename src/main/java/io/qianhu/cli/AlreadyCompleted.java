package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.report.RunSummary;
import io.qianhu.report.Words;

/** The message for files that a run has already brought to its end. */
final class AlreadyCompleted {
    private AlreadyCompleted() {}

    static String message(RunSummary run, Home home, Words words) {
        Object reports = home.reports().resolve(run.run());
        RunSummary.CancelledBy cancelled = run.cancelled();
        if (cancelled != null) {
            String reason = cancelled.reason().isEmpty() ? "" : words.get("colon") + cancelled.reason();
            return words.get("already.cancelled", run.run(), cancelled.by(), reason, reports);
        }
        long open = run.calleesRefused() + run.calleesHeld();
        String nobody = run.callees() == 0 ? words.get("already.nobody") : "";
        return words.get(
                "already.completed",
                run.campaign(),
                run.run(),
                open > 0 ? words.get("already.open", open) : nobody,
                reports);
    }
}
