package io.qianhu.cli;

import io.qianhu.ledger.Cancellation;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qianhu cancel}. */
@Command(
        name = "cancel",
        description = {
            "Gives a run up for good: lists that are pending are abandoned, the rest of its files is never read. What was"
                    + " accepted stays so and is called; what is unconfirmed is still looked up, and held when nothing can be"
                    + " proved. Works while a process works on it and while none does. Said once more, it completes what was"
                    + " left to do; who said it first, when and why stays."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  qianhu cancel k3f9x2mq --reason 话术有误 --by wang.li",
            "",
            "Exit codes: 0 it is cancelled; 2 there is nothing to cancel, and the message says why."
        })
final class CancelCommand implements Callable<Integer> {
    private final List<String> settings;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Mixin
    private final Decider decider = new Decider();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in one line; kept with the run.")
    private String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    CancelCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        // Refused here, before anybody is asked.
        Cancellation checked = new Cancellation(decider.by, reason, Instant.EPOCH);
        CommandLine commandLine = spec.commandLine();
        SettingsLoader.Loaded loaded = SettingsLoader.load(settings);
        return new RunBook(loaded)
                .cancel(
                        run,
                        checked.by(),
                        checked.reason(),
                        ordered -> ordered.tell(run, commandLine, loaded.words()),
                        commandLine.getErr()::println)
                .exitCode()
                .number();
    }
}
