package io.qianhu.report;

import java.time.ZoneId;
import java.util.List;

/** Many runs, one line each. */
public final class RunsTable {
    private static final List<String> HEADINGS =
            List.of("run", "campaign", "target", "state", "started", "duration", "callees", "submitted", "open");

    private final Words words;
    private final Times times;

    /** @param zone in which times are shown */
    public RunsTable(Words words, ZoneId zone) {
        this.words = words;
        this.times = new Times(zone);
    }

    /**
     * The table with its heading, in the order given. {@code OPEN} counts the callees whose lists have not come to an
     * end: not submitted yet, unconfirmed, or held.
     */
    public String render(List<RunSummary> runs) {
        Aligned table = new Aligned("");
        table.line(HEADINGS.stream().map(name -> words.get("runs." + name)).toArray());
        for (RunSummary run : runs) {
            table.line(
                    run.run(),
                    run.campaign(),
                    words.get("short." + run.target()),
                    run.state() + (run.cancelled() == null ? "" : words.get("runs.was-cancelled")),
                    times.at(run.startedAt()),
                    Times.between(run.startedAt(), run.finishedAt()),
                    run.callees(),
                    run.calleesSubmitted(),
                    run.calleesOpen());
        }
        return table.render();
    }
}
