package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.report.RunSummary;

/** The message for files that a run has already brought to its end. */
final class AlreadyCompleted {
    private AlreadyCompleted() {}

    static String message(RunSummary run, Home home) {
        long open = run.calleesRefused() + run.calleesHeld();
        if (run.cancelled() != null) {
            return "run " + run.run() + " of these files was cancelled by "
                    + run.cancelled().by()
                    + (run.cancelled().reason().isEmpty()
                            ? ""
                            : ": " + run.cancelled().reason())
                    + "; nothing was submitted. Reports: " + home.reports().resolve(run.run())
                    + ". A new run on purpose, which also calls whom that one has called: --again LABEL";
        }
        return "these files were already completed for campaign " + run.campaign() + " by run " + run.run()
                + (open > 0 ? ", in which " + open + " callees need a person" : "")
                + "; nothing was submitted. Reports: " + home.reports().resolve(run.run())
                + ". A new run on purpose: --again LABEL";
    }
}
