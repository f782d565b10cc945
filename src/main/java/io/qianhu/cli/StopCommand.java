package io.qianhu.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qianhu stop}. */
@Command(
        name = "stop",
        description = {
            "Asks the active run to stop at the next list: requests under way are waited for."
                    + " Running its command again continues it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  qianhu stop",
            "  qianhu stop k3f9x2mq",
            "",
            "Exit codes: 0 asked; 2 no such run is active."
        })
final class StopCommand implements Callable<Integer> {
    private final List<String> settings;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "Stop only if this is the active run.")
    private @Nullable String run;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    StopCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        RunBook book = new RunBook(SettingsLoader.load(settings));
        Optional<String> active = book.active();
        if (active.isEmpty()) {
            spec.commandLine().getErr().println("no run is active in this qianhu.home");
            return ExitCode.REFUSED.number();
        }
        String name = active.get().isEmpty() ? "(about to begin)" : active.get();
        if (run != null && !run.equals(active.get())) {
            spec.commandLine().getErr().println("run " + run + " is not active, run " + name + " is");
            return ExitCode.REFUSED.number();
        }
        boolean told = book.stop();
        spec.commandLine().getOut().println("run " + name + (told ? " stops at its next list" : " has just ended"));
        return ExitCode.COMPLETED.number();
    }
}
