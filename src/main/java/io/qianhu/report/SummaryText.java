package io.qianhu.report;

import io.qianhu.ledger.RunState;
import java.time.ZoneId;
import java.util.Locale;

/** A run's summary as text for people: the books as sums that can be checked by eye, and what is left to do. */
public final class SummaryText {
    private static final String INDENT = "  ";
    private static final int SHA_SHOWN = 12;

    private final Times times;

    /** @param zone in which times are shown */
    public SummaryText(ZoneId zone) {
        this.times = new Times(zone);
    }

    /** The text, several lines in ASCII but for what the run itself holds, each ended by a line feed. */
    public String render(RunSummary run) {
        return head(run)
                + section("Files", files(run))
                + section("Rows", rows(run))
                + section("Callees", callees(run))
                + "\n" + verdict(run)
                + section("Call lists", lists(run))
                + section("Suppressed rows by list" + in(run, ", whole in suppressed.csv"), suppressed(run))
                + section(
                        "Rejected rows" + in(run, ", whole in rejects.csv; put right, that file is input again"),
                        reasons(run))
                + section("What to do next", nextSteps(run));
    }

    /** Of a purged run the files are gone. */
    private static String in(RunSummary run, String file) {
        return run.purgedAt() == null ? file : "";
    }

    private String head(RunSummary run) {
        String label = run.label().isEmpty() ? "" : ", label " + run.label();
        Aligned head = new Aligned("")
                .line("Run", run.run() + label)
                .line("Campaign", run.campaign())
                .line("Target", run.target().name().toLowerCase(Locale.ROOT))
                .line("State", run.state() + ", " + meaning(run.state()))
                .line("Started", times.at(run.startedAt()) + " " + times.zone());
        if (run.finishedAt() != null) {
            String duration = Times.between(run.startedAt(), run.finishedAt());
            head.line("Finished", times.at(run.finishedAt()) + " " + times.zone() + ", after " + duration);
        }
        if (run.cancelled() != null) {
            head.line(
                    "Cancelled",
                    times.at(run.cancelled().at()) + " by " + run.cancelled().by()
                            + (run.cancelled().reason().isEmpty()
                                    ? ""
                                    : ": " + run.cancelled().reason()));
        }
        if (run.retryOf() != null) {
            head.line("Retry of", "run " + run.retryOf() + ", whose callees are not called again");
        }
        if (run.purgedAt() != null) {
            head.line("Purged", times.at(run.purgedAt()) + "; only the counts are left");
        }
        if (run.note() != null) {
            head.line("Note", run.note());
        }
        return head.render();
    }

    private static String meaning(RunState state) {
        if (state == RunState.RUNNING) {
            return "a process works on it";
        }
        if (state == RunState.PAUSED) {
            return "a person must release it with qianhu resume";
        }
        if (state.unfinished()) {
            return "the same command continues it";
        }
        return state == RunState.ATTENTION ? "what is left needs a person" : "every list has come to its end";
    }

    private static String files(RunSummary run) {
        Aligned files = new Aligned(INDENT);
        for (RunSummary.InputFile file : run.files()) {
            String sha =
                    file.sha256().substring(0, Math.min(SHA_SHOWN, file.sha256().length()));
            files.line(file.bytes(), "bytes", "sha256 " + sha, file.path());
        }
        return files.render();
    }

    private static String rows(RunSummary run) {
        Aligned rows = new Aligned(INDENT).line(" ", "rows read", run.rowsRead());
        if (run.moreNumbers() > 0) {
            rows.line("+", "more numbers", run.moreNumbers());
        }
        return rows.line("=", "callees", run.callees())
                        .line("+", "rejected", run.rejected())
                        .line("+", "duplicates", run.duplicates())
                        .line("+", "suppressed", run.suppressed())
                        .render()
                + passedOver(run)
                + unlisted(run);
    }

    private static String passedOver(RunSummary run) {
        return run.numbersPassedOver() == 0
                ? ""
                : INDENT + "Numbers passed over in cells that hold several: " + count(run.numbersPassedOver())
                        + " (numbers.multiple); neither called nor rejected.\n";
    }

    private static String unlisted(RunSummary run) {
        return run.duplicatesUnlisted() == 0
                ? ""
                : INDENT + "Duplicates that duplicates.csv lacks: " + count(run.duplicatesUnlisted())
                        + "; the version of Qianhu that read them only counted them.\n";
    }

    private static String callees(RunSummary run) {
        return new Aligned(INDENT)
                .line(" ", "callees", run.callees())
                .line("=", "submitted", run.calleesSubmitted())
                .line("+", "refused", run.calleesRefused())
                .line("+", "unconfirmed", run.calleesUnconfirmed())
                .line("+", "held", run.calleesHeld())
                .line("+", "pending", run.calleesPending())
                .line("+", "abandoned", run.calleesAbandoned())
                .render();
    }

    private static String verdict(RunSummary run) {
        if (run.balanced()) {
            return "The books balance.\n";
        }
        return "!!! THE BOOKS DO NOT BALANCE: " + imbalance(run) + ".\n"
                + "!!! This is a fault of Qianhu or of its database. Keep the database and report it.\n";
    }

    private static String imbalance(RunSummary run) {
        if (run.rowsRead() != run.rowsAccountedFor()) {
            return count(run.rowsRead()) + " rows read, " + count(run.rowsAccountedFor()) + " accounted for";
        }
        if (run.callees() != run.calleesAccountedFor()) {
            return count(run.callees()) + " callees, " + count(run.calleesAccountedFor()) + " accounted for";
        }
        return "the call lists do not hold as many numbers as their sizes say";
    }

    private static String lists(RunSummary run) {
        Aligned lists = new Aligned(INDENT);
        run.lists().forEach((state, count) -> lists.line(state, count));
        return lists.render();
    }

    private static String suppressed(RunSummary run) {
        Aligned lists = new Aligned(INDENT);
        for (RunSummary.SuppressedBy list : run.suppressionLists()) {
            lists.line(
                    list.suppressed(),
                    "rows",
                    list.path()
                            + (list.unreadable() == 0
                                    ? ""
                                    : "; WARNING: " + count(list.unreadable()) + " of "
                                            + count(list.numbers() + list.unreadable())
                                            + " rows of it hold no number that can be read"));
        }
        return lists.render();
    }

    private static String reasons(RunSummary run) {
        Aligned reasons = new Aligned(INDENT);
        run.rejectedByReason().forEach((code, rows) -> {
            reasons.line(code, rows, RejectCode.coded(code).explanation());
            RunSummary.RejectedCell example = run.rejectExamples().get(code);
            if (example != null) {
                String cell = example.cell().isBlank() ? "" : ": " + example.cell();
                reasons.line("", "", "such as " + example.file() + " line " + example.line() + cell);
            }
        });
        return reasons.render();
    }

    private static String nextSteps(RunSummary run) {
        Aligned steps = new Aligned(INDENT);
        NextSteps.of(run).forEach(steps::line);
        return steps.render();
    }

    /** A heading and what is below it; nothing when there is nothing below. */
    private static String section(String heading, String body) {
        return body.isEmpty() ? "" : "\n" + heading + "\n" + body;
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
