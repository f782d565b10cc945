package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.UnreadableLimit;
import io.qianhu.intake.SuppressionFile;
import io.qianhu.intake.SuppressionFile.UnreadableRow;
import io.qianhu.intake.SuppressionFiles.Suppression;
import io.qianhu.job.PlannedFile;
import io.qianhu.job.RunPlan;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.util.List;

/** What an operator sees before a run begins: which run it is and what was detected in its files. */
final class Opening {
    private static final int FEW_ROWS = 5;

    private final PrintWriter out;
    private final Words words;

    Opening(PrintWriter out, Words words) {
        this.out = out;
        this.words = words;
    }

    void show(RunPlan plan) {
        out.println(words.get("opening.run", plan.run().id(), plan.campaign().name())
                + (plan.run().target() == Target.SANDBOX ? words.get("against-sandbox") : "")
                + (plan.continued() ? words.get("opening.continued") : ""));
        plan.files().forEach(this::show);
        show(plan.suppression(), plan.campaign(), FEW_ROWS);
        if (!plan.suppressionNote().isEmpty()) {
            out.println("  " + words.get("opening.note", words.said(plan.suppressionNote())));
        }
        out.flush();
    }

    void show(PlannedFile file) {
        out.println(
                "  " + words.get("opening.file", file.name(), file.fingerprint().bytes()));
        show(file.format().evidence());
    }

    /** @param rows how many of the rows that cannot be read are shown of each list */
    void show(Suppression lists, Campaign campaign, int rows) {
        lists.files().forEach(list -> show(list, rows));
        UnreadableLimit limit = campaign.numbers().suppressUnreadable();
        if (limit.isExceededBy(lists.unreadable())) {
            out.println("  " + words.get("opening.live-refused", lists.unreadable(), limit));
        }
    }

    private void show(SuppressionFile list, int rows) {
        out.println("  "
                + words.get(
                        "opening.suppression", list.path(), list.fingerprint().bytes()));
        show(list.evidence());
        out.println("    " + words.get("opening.numbers", list.numbers(), list.rows()));
        if (list.unreadable() > 0) {
            out.println("    " + words.get("opening.unreadable", list.unreadable()));
        }
        List<UnreadableRow> shown = list.unreadableRows()
                .subList(0, Math.min(rows, list.unreadableRows().size()));
        shown.forEach(
                row -> out.println("      " + words.get("opening.unreadable-row", row.file(), row.line(), row.cell())));
        if (list.unreadable() > shown.size()) {
            out.println("      " + words.get("opening.unreadable-more", list.unreadable() - shown.size()));
        }
    }

    private void show(List<Message> evidence) {
        evidence.forEach(line -> out.println("    " + words.said(line)));
    }
}
