package io.qianhu.report;

import io.qianhu.report.NumberReport.InRun;
import io.qianhu.report.NumberReport.Row;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A {@link NumberReport} as text for people. */
public final class NumberText {
    private static final String INDENT = "  ";

    private final Words words;
    private final Times times;

    /** @param zone in which times are shown */
    public NumberText(Words words, ZoneId zone) {
        this.words = words;
        this.times = new Times(zone);
    }

    /** A few lines for each run that holds the number, or one line when none does. */
    public String render(NumberReport report) {
        if (report.runs().isEmpty()) {
            return words.get("find.none", report.number()) + "\n";
        }
        String found = report.runs().size() == 1 ? "find.run" : "find.runs";
        StringBuilder text = new StringBuilder(
                        words.get(found, report.number(), report.runs().size(), times.zone()))
                .append('\n');
        report.runs().forEach(run -> text.append('\n').append(render(run)));
        return text.toString();
    }

    private String render(InRun run) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "",
                "find.in",
                run.run(),
                run.campaign(),
                run.label().isEmpty() ? "" : words.get("label", run.label()),
                words.get("short." + run.target()),
                run.runState(),
                times.at(run.startedAt()));
        if (run.readAt() != null) {
            line(text, INDENT, "find.callee", shown(run.readAt()));
            text.append(INDENT).append(list(run)).append('\n');
        }
        run.duplicates().forEach(row -> line(text, INDENT, "find.duplicate", shown(row)));
        run.suppressed()
                .forEach(row -> line(text, INDENT, "find.suppressed", row.file(), row.line(), words.said(row.list())));
        run.rejected().forEach(row -> {
            String explanation = RejectCode.coded(row.reason()).explanation(words);
            line(text, INDENT, "find.rejected", row.file(), row.line(), row.reason(), explanation);
        });
        return text.toString();
    }

    private String list(InRun run) {
        if (run.list() == null) {
            return words.get("find.no-list");
        }
        String list = words.get("find.list", run.list(), run.state());
        if (run.taskName() == null) {
            return list + words.get("find.never");
        }
        return list
                + words.get(
                        "find.task",
                        run.taskId() == null ? words.get("find.unknown") : run.taskId(),
                        run.taskName(),
                        run.attempt(),
                        at(run.signedAt()),
                        at(run.answeredAt()));
    }

    private String at(@Nullable Instant moment) {
        return moment == null ? "-" : times.at(moment);
    }

    private String shown(Row row) {
        return row.line() == 0 ? words.get("find.no-line") : words.get("find.line", row.file(), row.line());
    }

    private void line(StringBuilder text, String indent, String key, Object... values) {
        text.append(indent).append(words.get(key, values)).append('\n');
    }
}
