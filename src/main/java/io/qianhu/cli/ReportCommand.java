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
        try (HomeAccess home = new HomeAccess(loaded, err()::println)) {
            Answer written = home.ask(new Order.WriteReports(run));
            return written.isDone()
                    ? done(loaded.words().get("reports", loaded.words().said(written.message())))
                    : refused(written.message());
        }
    }
}
