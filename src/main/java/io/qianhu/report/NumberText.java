package io.qianhu.report;

import io.qianhu.report.NumberReport.InRun;
import io.qianhu.report.NumberReport.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link NumberReport} as text for people. */
public final class NumberText {
    private final Times times;

    /** @param zone in which times are shown */
    public NumberText(ZoneId zone) {
        this.times = new Times(zone);
    }

    /** A few lines for each run that holds the number, or one line when none does. */
    public String render(NumberReport report) {
        if (report.runs().isEmpty()) {
            return report.number() + " is in no run of this qianhu.home.\n";
        }
        StringBuilder text = new StringBuilder(report.number());
        text.append(
                report.runs().size() == 1
                        ? " is in 1 run"
                        : " is in " + report.runs().size() + " runs");
        text.append(" (times in ").append(times.zone()).append(")\n");
        report.runs().forEach(run -> text.append('\n').append(render(run)));
        return text.toString();
    }

    private String render(InRun run) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Run %s of campaign %s%s, %s, %s, started %s",
                run.run(),
                run.campaign(),
                run.label().isEmpty() ? "" : ", label " + run.label(),
                run.target().name().toLowerCase(Locale.ROOT),
                run.runState(),
                times.at(run.startedAt()));
        if (run.readAt() != null) {
            line(text, "  callee, read at %s", shown(run.readAt()));
            line(text, "  %s", list(run));
        }
        run.duplicates().forEach(row -> line(text, "  duplicate at %s", shown(row)));
        run.suppressed()
                .forEach(row -> line(text, "  suppressed at %s line %d: %s", row.file(), row.line(), row.list()));
        run.rejected().forEach(row -> {
            String explanation = RejectCode.coded(row.reason()).explanation();
            line(text, "  rejected at %s line %d: %s: %s", row.file(), row.line(), row.reason(), explanation);
        });
        return text.toString();
    }

    private String list(InRun run) {
        if (run.list() == null) {
            return "in the list that is not full yet; not submitted";
        }
        String list = "list " + run.list() + ", " + run.state();
        if (run.taskName() == null) {
            return list + ", never submitted";
        }
        return list + ", task " + (run.taskId() == null ? "unknown" : run.taskId()) + " named " + run.taskName()
                + ", attempt " + run.attempt() + ", signed " + at(run.signedAt()) + ", answered "
                + at(run.answeredAt());
    }

    private String at(@Nullable Instant moment) {
        return moment == null ? "-" : times.at(moment);
    }

    private static String shown(Row row) {
        return row.line() == 0 ? "an unknown line (stored by an older version)" : row.file() + " line " + row.line();
    }

    private static void line(StringBuilder text, String format, @Nullable Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
