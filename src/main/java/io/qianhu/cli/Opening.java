package io.qianhu.cli;

import io.qianhu.intake.SuppressionFile;
import io.qianhu.job.PlannedFile;
import io.qianhu.job.RunPlan;
import io.qianhu.ledger.Target;
import java.io.PrintWriter;

/** What an operator sees before a run begins: which run it is and what was detected in its files. */
final class Opening {
    private final PrintWriter out;

    Opening(PrintWriter out) {
        this.out = out;
    }

    void show(RunPlan plan) {
        out.println("Run " + plan.run().id() + " of campaign " + plan.campaign().name()
                + (plan.run().target() == Target.SANDBOX ? " against the sandbox (calls nobody)" : "")
                + (plan.continued() ? ", continued" : ""));
        plan.files().forEach(file -> show(out, file));
        plan.suppression().files().forEach(list -> show(out, list));
        if (!plan.suppressionNote().isEmpty()) {
            out.println("  NOTE: " + plan.suppressionNote());
        }
        out.flush();
    }

    static void show(PrintWriter out, PlannedFile file) {
        out.println("  " + file.name() + " ("
                + String.format("%,d", file.fingerprint().bytes()) + " bytes)");
        file.format().evidence().forEach(line -> out.println("    " + line));
    }

    static void show(PrintWriter out, SuppressionFile list) {
        out.println("  not called: " + list.path() + " ("
                + String.format("%,d", list.fingerprint().bytes()) + " bytes)");
        list.evidence().forEach(line -> out.println("    " + line));
        out.println(String.format("    %,d rows with numbers", list.numbers()));
        if (list.unreadable() > 0) {
            out.println(String.format(
                    "    WARNING: %,d of %,d rows hold no number that can be read; nobody is suppressed for them",
                    list.unreadable(), list.rows()));
        }
    }
}
