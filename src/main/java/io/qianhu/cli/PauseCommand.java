package io.qianhu.cli;

import io.qianhu.ledger.Decision;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qianhu pause}. */
@Command(
        name = "pause",
        description = {
            "Pauses a run at its next list: neither its command nor `qianhu serve` goes on with it until `qianhu resume`."
                    + " Works while a process works on it and while none does."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  qianhu pause k3f9x2mq",
            "  qianhu pause k3f9x2mq --by wang.li",
            "",
            "Exit codes: 0 it pauses; 2 there is nothing to pause, and the message says why."
        })
final class PauseCommand implements Callable<Integer> {
    private final List<String> settings;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Mixin
    private final Decider decider = new Decider();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    PauseCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        Decision.requireName(decider.by);
        SettingsLoader.Loaded loaded = SettingsLoader.load(settings);
        Ordered ordered = new RunBook(loaded).pause(run, decider.by);
        return ordered.tell(run, spec.commandLine(), loaded.words()).number();
    }
}
