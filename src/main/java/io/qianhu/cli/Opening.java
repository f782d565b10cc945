package io.qianhu.cli;

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
        out.flush();
    }

    static void show(PrintWriter out, PlannedFile file) {
        out.println("  " + file.name() + " ("
                + String.format("%,d", file.fingerprint().bytes()) + " bytes)");
        file.format().evidence().forEach(line -> out.println("    " + line));
    }
}
