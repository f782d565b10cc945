package io.qianhu.cli;

import io.qianhu.report.RunSummary;
import io.qianhu.report.RunsTable;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code qianhu runs}. */
@Command(
        name = "runs",
        description = "Lists the runs of this qianhu.home, the latest first; also while one is running.",
        footer = {"", "Examples:", "  qianhu runs", "  qianhu runs --json"})
final class RunsCommand extends QianhuCommand {
    @Option(names = "--json", description = "Print an array of summaries as JSON.")
    private boolean json;

    RunsCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        SettingsLoader.Loaded loaded = load();
        List<RunSummary> runs;
        try (HomeAccess home = new HomeAccess(loaded, err()::println)) {
            runs = home.ask(new Order.ShowRuns()).runs();
        }
        if (json) {
            out().write(runs.stream().map(RunSummary::toJson).collect(Collectors.joining(",\n", "[", "]\n")));
        } else if (runs.isEmpty()) {
            out().println(loaded.words()
                    .get("runs.none", loaded.settings().home().toAbsolutePath().normalize()));
        } else {
            out().print(new RunsTable(loaded.words(), ZoneId.systemDefault()).render(runs));
        }
        return ExitCode.COMPLETED;
    }
}
