package io.qianhu.cli;

import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.LeaseRefused;
import io.qianhu.report.Words;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * What became of a person's order about a run, as one process tells another.
 *
 * @param message what happens now, or why nothing was changed; one line
 */
record Ordered(boolean done, String message) {
    private static final String DONE = "done ";
    private static final String REFUSED = "refused ";

    /** Carries the order out; a refusal is an answer like any other. */
    static Ordered of(Supplier<String> order) {
        try {
            return new Ordered(true, order.get());
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
        (done ? commandLine.getOut() : commandLine.getErr())
                .println(done ? words.get("ordered", run, words.said(message)) : message);
        return done ? ExitCode.COMPLETED : ExitCode.REFUSED;
    }

    String text() {
        return (done ? DONE : REFUSED) + message;
    }
}
