package io.qianhu.cli;

import io.qianhu.job.RunOrders;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.LeaseRefused;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of a person's order about a run, as one process tells another.
 *
 * @param message what happens now, or why nothing was changed; one line
 * @param after what its run is then, where the order was about a list; else empty
 * @param toReport whether the reports of the run are to be written again, once this was told, by the process that
 *     has carried it out
 */
record Ordered(boolean done, Message message, Message after, boolean toReport) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Nothing was changed. */
    static Ordered refused(Message why) {
        return new Ordered(false, why, Message.NONE, false);
    }

    static Ordered done(Message message) {
        return new Ordered(true, message, Message.NONE, false);
    }

    static Ordered of(RunOrders.Obeyed obeyed) {
        return new Ordered(true, obeyed.text(), Message.NONE, obeyed.toReport());
    }

    /** Carries the order out; a refusal is an answer like any other. */
    static Ordered of(Supplier<Ordered> order) {
        try {
            return order.get();
        } catch (DecisionRefused | LeaseRefused refused) {
            return refused(Message.of(refused));
        }
    }

    static Ordered parse(String json) {
        return JSON.readValue(json, Ordered.class);
    }

    /** Says it to the person who has given the order. */
    ExitCode tell(String run, CommandLine commandLine, Words words) {
        PrintWriter to = done ? commandLine.getOut() : commandLine.getErr();
        to.println(done ? words.get("ordered", run, words.said(message)) : words.said(message));
        to.flush();
        return exitCode();
    }

    ExitCode exitCode() {
        return done ? ExitCode.COMPLETED : ExitCode.REFUSED;
    }

    String json() {
        return JSON.writeValueAsString(this);
    }
}
