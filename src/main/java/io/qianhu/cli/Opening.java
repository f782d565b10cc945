package io.qianhu.cli;

import io.qianhu.intake.SuppressionFile;
import io.qianhu.job.PlannedFile;
import io.qianhu.job.RunPlan;
import io.qianhu.ledger.Target;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.util.List;

/** What an operator sees before a run begins: which run it is and what was detected in its files. */
final class Opening {
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
        plan.suppression().files().forEach(this::show);
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

    void show(SuppressionFile list) {
        out.println("  "
                + words.get(
                        "opening.suppression", list.path(), list.fingerprint().bytes()));
        show(list.evidence());
        out.println("    " + words.get("opening.numbers", list.numbers()));
        if (list.unreadable() > 0) {
            out.println("    " + words.get("opening.unreadable", list.unreadable(), list.rows()));
        }
    }

    private void show(List<String> evidence) {
        evidence.forEach(line -> out.println("    " + words.said(line)));
    }
}
