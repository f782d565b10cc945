package io.qianhu.cli;

import io.qianhu.ledger.Decision;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qianhu pause}. */
@Command(
        name = "pause",
        description = {
            "Pauses a run at its next list: neither its command nor `qianhu serve` goes on with it until `qianhu resume`."
                    + " Works while a process works on it and while none does."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu pause k3f9x2mq",
            "  qianhu pause k3f9x2mq --by wang.li",
            "",
            "Exit codes: 0 it pauses; 2 there is nothing to pause, and the message says why."
        })
final class PauseCommand extends QianhuCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Mixin
    private final Decider decider = new Decider();

    PauseCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        Decision.requireName(decider.by);
        return order(new Order.PauseRun(run, decider.by));
    }
}
