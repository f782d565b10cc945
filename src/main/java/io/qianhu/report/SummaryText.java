package io.qianhu.report;

import java.time.ZoneId;

/** A run's summary as text for people: the books as sums that can be checked by eye, and what is left to do. */
public final class SummaryText {
    private static final String INDENT = "  ";
    private static final int SHA_SHOWN = 12;

    private final Words words;
    private final Times times;

    /** @param zone in which times are shown */
    public SummaryText(Words words, ZoneId zone) {
        this.words = words;
        this.times = new Times(zone);
    }

    /** The text, several lines, each ended by a line feed. */
    public String render(RunSummary run) {
        return head(run)
                + section(words.get("files"), files(run))
                + section(words.get("rows"), rows(run))
                + section(words.get("Callees"), callees(run))
                + "\n" + verdict(run)
                + section(words.get("lists"), lists(run))
                + section(words.get("suppressed-by") + in(run, "in.suppressed"), suppressed(run))
                + section(words.get("reasons") + in(run, "in.rejects"), reasons(run))
                + section(words.get("next"), nextSteps(run));
    }

    /** Of a purged run the files are gone. */
    private String in(RunSummary run, String key) {
        return run.purgedAt() == null ? words.get(key) : "";
    }

    private String head(RunSummary run) {
        Aligned head = new Aligned("");
        RunHead.of(run, words, times).forEach(line -> head.line(line.label(), line.value()));
        return head.render();
    }

    private String files(RunSummary run) {
        Aligned files = new Aligned(INDENT);
        for (RunSummary.InputFile file : run.files()) {
            String sha =
                    file.sha256().substring(0, Math.min(SHA_SHOWN, file.sha256().length()));
            files.line(file.bytes(), words.get("bytes"), "sha256 " + sha, file.path());
        }
        return files.render();
    }

    private String rows(RunSummary run) {
        Aligned rows = new Aligned(INDENT).line(" ", words.get("rows-read"), run.rowsRead());
        if (run.moreNumbers() > 0) {
            rows.line("+", words.get("more-numbers"), run.moreNumbers());
        }
        return rows.line("=", words.get("callees"), run.callees())
                        .line("+", words.get("rejected"), run.rejected())
                        .line("+", words.get("duplicates"), run.duplicates())
                        .line("+", words.get("suppressed"), run.suppressed())
                        .render()
                + remark("passed-over", run.numbersPassedOver())
                + remark("unlisted", run.duplicatesUnlisted());
    }

    private String remark(String key, long count) {
        return count == 0 ? "" : INDENT + words.get(key, count) + "\n";
    }

    private String callees(RunSummary run) {
        return new Aligned(INDENT)
                .line(" ", words.get("callees"), run.callees())
                .line("=", words.get("submitted"), run.calleesSubmitted())
                .line("+", words.get("refused"), run.calleesRefused())
                .line("+", words.get("unconfirmed"), run.calleesUnconfirmed())
                .line("+", words.get("held"), run.calleesHeld())
                .line("+", words.get("pending"), run.calleesPending())
                .line("+", words.get("abandoned"), run.calleesAbandoned())
                .render();
    }

    private String verdict(RunSummary run) {
        return run.balanced()
                ? words.get("balanced") + "\n"
                : "!!! " + Imbalance.of(run, words) + "\n!!! " + words.get("imbalance.report") + "\n";
    }

    private static String lists(RunSummary run) {
        Aligned lists = new Aligned(INDENT);
        run.lists().forEach((state, count) -> lists.line(state, count));
        return lists.render();
    }

    private String suppressed(RunSummary run) {
        Aligned lists = new Aligned(INDENT);
        for (RunSummary.SuppressedBy list : run.suppressionLists()) {
            String warning = list.unreadable() == 0 ? "" : "; " + words.get("unreadable", list.unreadable());
            lists.line(list.suppressed(), words.get("suppressed-row"), words.said(list.path()) + warning);
        }
        return lists.render();
    }

    private String reasons(RunSummary run) {
        Aligned reasons = new Aligned(INDENT);
        run.rejectedByReason().forEach((code, rows) -> {
            reasons.line(code, rows, RejectCode.coded(code).explanation(words));
            RunSummary.RejectedCell example = run.rejectExamples().get(code);
            if (example != null) {
                String cell = example.cell().isBlank() ? "" : ": " + example.cell();
                reasons.line("", "", words.get("example", example.file(), example.line()) + cell);
            }
        });
        return reasons.render();
    }

    private String nextSteps(RunSummary run) {
        Aligned steps = new Aligned(INDENT);
        for (NextSteps.Step step : NextSteps.of(run, words)) {
            steps.line(step.cause()).line("  -> " + step.toDo());
        }
        return steps.render();
    }

    /** A heading and what is below it; nothing when there is nothing below. */
    private static String section(String heading, String body) {
        return body.isEmpty() ? "" : "\n" + heading + "\n" + body;
    }
}
