package io.qianhu.cli;

import io.qianhu.ledger.Cancellation;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qianhu cancel}. */
@Command(
        name = "cancel",
        description = {
            "Gives a run up for good: lists that are pending are abandoned, the rest of its files is never read. What was"
                    + " accepted stays so and is called; what is unconfirmed is still looked up, and held when nothing can be"
                    + " proved. Works while a process works on it and while none does. Said once more, it completes what was"
                    + " left to do; who said it first, when and why stays."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu cancel k3f9x2mq --reason 话术有误 --by wang.li",
            "",
            "Exit codes: 0 it is cancelled; 2 there is nothing to cancel, and the message says why."
        })
final class CancelCommand extends QianhuCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Mixin
    private final Decider.WithReason decider = new Decider.WithReason();

    CancelCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        // Refused here, before anybody is asked.
        Cancellation checked = new Cancellation(decider.by, decider.reason, Instant.EPOCH);
        return order(new Order.CancelRun(run, checked.by(), checked.reason()));
    }
}
