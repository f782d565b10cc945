package io.qianhu.report;

import io.qianhu.ledger.ListReport;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.SubmissionHistory;
import io.qianhu.ledger.SubmissionHistory.AllowedRate;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A run as one page of HTML that can be mailed: the books, rejects by reason, submissions over time, what needs a person.
 * It refers to nothing outside itself, runs no script, and shows no number unmasked.
 */
final class RunPage {
    /** More are in {@code tasks.csv}: a page is for reading. */
    private static final int MOST_LISTS = 200;

    private final Words words;
    private final Times times;

    RunPage(Words words, Times times) {
        this.words = words;
        this.times = times;
    }

    /** The lists that need a person, and how many more there are. */
    static final class NeedsPerson {
        private final List<ListReport> shown = new ArrayList<>();
        private long more;

        void add(ListReport list) {
            if (list.state() != ListState.REFUSED && list.state() != ListState.HELD) {
                return;
            }
            if (shown.size() < MOST_LISTS) {
                shown.add(list);
            } else {
                more++;
            }
        }
    }

    void write(RunSummary run, SubmissionHistory history, NeedsPerson person, Writer out) throws IOException {
        out.write(String.format(Locale.ROOT, """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="UTF-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                """, words.language(), title(run)));
        out.write(STYLE);
        out.write("</style>\n</head>\n<body>\n<h1>" + title(run) + "</h1>\n");
        out.write(head(run));
        out.write(books(run));
        out.write(section("next", nextSteps(run)));
        out.write(heading("person") + person(person));
        out.write(heading("submissions") + submissions(history));
        out.write(section("reasons", reasons(run)));
        out.write(section("suppressed-by", suppressed(run)));
        out.write(heading("lists") + lists(run));
        out.write(heading("files") + files(run));
        out.write("</body>\n</html>\n");
    }

    private String title(RunSummary run) {
        return Html.text(words.get("title", run.run(), run.campaign()));
    }

    private String head(RunSummary run) {
        HtmlTable head = new HtmlTable();
        RunHead.of(run, words, times).forEach(line -> head.row(line.label(), line.value()));
        return head.html();
    }

    private String books(RunSummary run) {
        HtmlTable rows = new HtmlTable().row(words.get("rows-read"), run.rowsRead());
        if (run.moreNumbers() > 0) {
            rows.row("+ " + words.get("more-numbers"), run.moreNumbers());
        }
        rows.row("= " + words.get("callees"), run.callees())
                .row("+ " + words.get("rejected"), run.rejected())
                .row("+ " + words.get("duplicates"), run.duplicates())
                .row("+ " + words.get("suppressed"), run.suppressed());
        HtmlTable callees = new HtmlTable()
                .row(words.get("callees"), run.callees())
                .row("= " + words.get("submitted"), run.calleesSubmitted())
                .row("+ " + words.get("refused"), run.calleesRefused())
                .row("+ " + words.get("unconfirmed"), run.calleesUnconfirmed())
                .row("+ " + words.get("held"), run.calleesHeld())
                .row("+ " + words.get("pending"), run.calleesPending())
                .row("+ " + words.get("abandoned"), run.calleesAbandoned());
        return "<div class=\"side\"><div>" + heading("rows") + rows.html() + "</div><div>" + heading("Callees")
                + callees.html() + "</div></div>\n" + verdict(run);
    }

    private String verdict(RunSummary run) {
        return run.balanced()
                ? "<p class=\"good\">" + Html.text(words.get("balanced")) + "</p>\n"
                : "<p class=\"bad\">" + Html.text(Imbalance.of(run, words)) + " "
                        + Html.text(words.get("imbalance.report")) + "</p>\n";
    }

    private String nextSteps(RunSummary run) {
        StringBuilder steps = new StringBuilder();
        for (NextSteps.Step step : NextSteps.of(run, words)) {
            steps.append("<li>")
                    .append(Html.text(step.cause()))
                    .append("<br>")
                    .append(Html.text(step.toDo()))
                    .append("</li>\n");
        }
        return steps.isEmpty() ? "" : "<ul>\n" + steps + "</ul>\n";
    }

    private String person(NeedsPerson person) {
        if (person.shown.isEmpty()) {
            return paragraph(words.get("person.none"));
        }
        HtmlTable table = new HtmlTable()
                .heads(
                        words.get("list"),
                        words.get("size-of-list"),
                        words.get("state"),
                        words.get("code"),
                        words.get("message"),
                        words.get("task-name"));
        for (ListReport list : person.shown) {
            table.row(
                    list.number(),
                    list.calleeCount(),
                    list.state(),
                    Objects.requireNonNullElse(list.code(), ""),
                    words.said(Objects.requireNonNullElse(list.message(), Message.NONE)),
                    Objects.requireNonNullElse(list.taskName(), ""));
        }
        return table.html() + (person.more == 0 ? "" : paragraph(words.get("person.more", person.more)));
    }

    private String submissions(SubmissionHistory history) {
        if (history.begun().isEmpty()) {
            return paragraph(words.get("submissions.none"));
        }
        SubmissionRate rate = SubmissionRate.of(history.begun());
        String peak = words.get("submissions.peak", history.begun().size(), rate.peak());
        String axis = words.get(
                "submissions.axis", Times.between(rate.begin(), rate.begin().plus(rate.span())));
        return paragraph(peak + " " + limit(history.allowed()))
                + new RateChart(rate, history.allowed(), times).svg(words.get("submissions"))
                + paragraph(
                        "▮ " + axis + (history.allowed().isEmpty() ? "" : " · ― " + words.get("submissions.allowed")));
    }

    private String limit(List<AllowedRate> allowed) {
        if (allowed.isEmpty()) {
            return words.get("submissions.unknown");
        }
        String last = perTime(allowed.get(allowed.size() - 1).perSecond());
        return allowed.size() == 1
                ? words.get("submissions.limit", last)
                : words.get("submissions.limits", last, allowed.size());
    }

    /** As a campaign says it: by the second, or by the minute what is slower than that. */
    private static String perTime(double perSecond) {
        double perMinute = perSecond * Duration.ofMinutes(1).toSeconds();
        return perSecond >= 1 && perSecond == Math.rint(perSecond)
                ? String.format(Locale.ROOT, "%.0f/s", perSecond)
                : String.format(Locale.ROOT, "%.0f/min", perMinute);
    }

    private String reasons(RunSummary run) {
        if (run.rejectedByReason().isEmpty()) {
            return "";
        }
        HtmlTable table = new HtmlTable().heads(words.get("reason"), words.get("count"), words.get("explanation"));
        run.rejectedByReason()
                .forEach((code, rows) ->
                        table.row(code, rows, RejectCode.coded(code).explanation(words) + example(run, code)));
        return table.html();
    }

    private String example(RunSummary run, String code) {
        RunSummary.RejectedCell example = run.rejectExamples().get(code);
        return example == null
                ? ""
                : " (" + words.get("example", example.file(), example.line())
                        + (example.cell().isBlank() ? "" : ": " + example.cell()) + ")";
    }

    private String suppressed(RunSummary run) {
        if (run.suppressionLists().isEmpty()) {
            return "";
        }
        HtmlTable table = new HtmlTable();
        for (RunSummary.SuppressedBy list : run.suppressionLists()) {
            String warning = list.unreadable() == 0 ? "" : "; " + words.get("unreadable", list.unreadable());
            table.row(words.said(list.path()) + warning, list.suppressed());
        }
        return table.html();
    }

    private String lists(RunSummary run) {
        HtmlTable table = new HtmlTable();
        run.lists().forEach(table::row);
        return table.html();
    }

    private String files(RunSummary run) {
        HtmlTable table = new HtmlTable().heads(words.get("file"), words.get("size"), "SHA-256");
        run.files().forEach(file -> table.row(file.path(), file.bytes(), file.sha256()));
        return table.html();
    }

    private String section(String heading, String body) {
        return body.isEmpty() ? "" : heading(heading) + body;
    }

    private String heading(String key) {
        return "<h2>" + Html.text(words.get(key)) + "</h2>\n";
    }

    private static String paragraph(String text) {
        return "<p>" + Html.text(text) + "</p>\n";
    }

    private static final String STYLE = """
            body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 60rem;
              margin: 2rem auto; padding: 0 1rem; color: #1c2430; background: #fff; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            table { border-collapse: collapse; } td, th { padding: .2rem .8rem .2rem 0; text-align: left;
              vertical-align: top; border-bottom: 1px solid #e3e7ec; overflow-wrap: anywhere; }
            th { white-space: nowrap; } td.count { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .side { display: flex; flex-wrap: wrap; gap: 0 4rem; }
            .good { color: #17683a; font-weight: 600; } .bad { color: #fff; background: #b3261e; padding: .5rem; }
            svg { width: 100%; height: auto; } svg text { font-size: 12px; fill: #56606d; }
            .bar { fill: #5b8def; } .allowed { fill: none; stroke: #b3261e; stroke-width: 2; }
            .axis { fill: none; stroke: #9aa4b0; }
            """;
}
