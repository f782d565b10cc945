package io.qianhu.report;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** Many runs, one line each. */
public final class RunsTable {
    private final Times times;

    /** @param zone in which times are shown */
    public RunsTable(ZoneId zone) {
        this.times = new Times(zone);
    }

    /**
     * The table with its heading, in the order given. {@code OPEN} counts the callees whose lists have not come to an
     * end: not submitted yet, unconfirmed, or held.
     */
    public String render(List<RunSummary> runs) {
        Aligned table = new Aligned("");
        table.line("RUN", "CAMPAIGN", "TARGET", "STATE", "STARTED", "DURATION", "CALLEES", "SUBMITTED", "OPEN");
        for (RunSummary run : runs) {
            table.line(
                    run.run(),
                    run.campaign(),
                    run.target().name().toLowerCase(Locale.ROOT),
                    run.state() + (run.cancelled() == null ? "" : " (cancelled)"),
                    times.at(run.startedAt()),
                    Times.between(run.startedAt(), run.finishedAt()),
                    run.callees(),
                    run.calleesSubmitted(),
                    run.calleesOpen());
        }
        return table.render();
    }
}
