package io.qianhu.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qianhu report}. */
@Command(
        name = "report",
        description =
                "Writes the reports of a run again, from the ledger: summary, rejects, tasks. Works while a process has the home.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example:", "  qianhu report k3f9x2mq"})
final class ReportCommand implements Callable<Integer> {
    private final List<String> settings;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    ReportCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        SettingsLoader.Loaded loaded = SettingsLoader.load(settings);
        Ordered written = new RunBook(loaded).report(run);
        if (written.done()) {
            spec.commandLine().getOut().println(loaded.words().get("reports", written.message()));
        } else {
            spec.commandLine().getErr().println(written.message());
        }
        return written.exitCode().number();
    }
}
