package io.qianhu.cli;

import io.qianhu.job.KillSwitch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qianhu resume}. */
@Command(
        name = "resume",
        description = "Takes back what keeps runs from going on: the kill switch of this qianhu.home.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example:", "  qianhu resume --all", "", "Exit codes: 0 done; 2 there is nothing to resume."})
final class ResumeCommand implements Callable<Integer> {
    private final List<String> settings;

    @Option(names = "--all", required = true, description = "Take the kill switch off.")
    @SuppressWarnings("UnusedVariable")
    private boolean all;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    ResumeCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException {
        KillSwitch killSwitch =
                KillSwitch.of(SettingsLoader.load(settings).settings().home());
        if (!killSwitch.off()) {
            spec.commandLine().getErr().println("the kill switch is off already");
            return ExitCode.REFUSED.number();
        }
        spec.commandLine().getOut().println("the kill switch is off; run the same commands again to continue");
        return ExitCode.COMPLETED.number();
    }
}
