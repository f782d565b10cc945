package io.qianhu.cli;

import io.qianhu.job.RunOrders;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.LeaseRefused;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * What became of a person's order about a run, as one process tells another.
 *
 * @param message what happens now, or why nothing was changed; one line
 * @param toReport whether the reports of the run are to be written again, once this was told; known only where the order
 *     was carried out
 */
record Ordered(boolean done, String message, boolean toReport) {
    private static final String DONE = "done ";
    private static final String REFUSED = "refused ";

    Ordered(boolean done, String message) {
        this(done, message, false);
    }

    /** Carries the order out; a refusal is an answer like any other. */
    static Ordered of(Supplier<RunOrders.Obeyed> order) {
        try {
            RunOrders.Obeyed obeyed = order.get();
            return new Ordered(true, obeyed.text(), obeyed.toReport());
        } catch (DecisionRefused | LeaseRefused refused) {
            return new Ordered(false, String.valueOf(refused.getMessage()));
        }
    }

    static Ordered parse(String text) {
        return text.startsWith(DONE)
                ? new Ordered(true, text.substring(DONE.length()))
                : new Ordered(false, text.substring(REFUSED.length()));
    }

    /** Says it to the person who has given the order. */
    ExitCode tell(String run, CommandLine commandLine, Words words) {
        PrintWriter to = done ? commandLine.getOut() : commandLine.getErr();
        to.println(done ? words.get("ordered", run, words.said(message)) : message);
        to.flush();
        return exitCode();
    }

    ExitCode exitCode() {
        return done ? ExitCode.COMPLETED : ExitCode.REFUSED;
    }

    String text() {
        return (done ? DONE : REFUSED) + message;
    }
}
