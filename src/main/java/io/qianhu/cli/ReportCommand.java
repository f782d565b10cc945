package io.qianhu.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code qianhu report}. */
@Command(
        name = "report",
        description =
                "Writes the reports of a run again, from the ledger: summary, rejects, tasks. Works while a process has the home.",
        footer = {"", "Example:", "  qianhu report k3f9x2mq"})
final class ReportCommand extends QianhuCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    ReportCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        SettingsLoader.Loaded loaded = load();
        Ordered written = new RunBook(loaded).report(run);
        if (written.done()) {
            out().println(loaded.words().get("reports", loaded.words().said(written.message())));
        } else {
            err().println(written.message());
        }
        return written.exitCode();
    }
}
