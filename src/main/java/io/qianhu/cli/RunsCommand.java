package io.qianhu.cli;

import io.qianhu.report.RunSummary;
import io.qianhu.report.RunsTable;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qianhu runs}. */
@Command(
        name = "runs",
        description = "Lists the runs of this qianhu.home, the latest first; also while one is running.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Examples:", "  qianhu runs", "  qianhu runs --json"})
final class RunsCommand implements Callable<Integer> {
    private final List<String> settings;

    @Option(names = "--json", description = "Print an array of summaries as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    RunsCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        SettingsLoader.Loaded loaded = SettingsLoader.load(settings);
        List<RunSummary> runs = new RunBook(loaded).all();
        if (json) {
            spec.commandLine()
                    .getOut()
                    .write(runs.stream().map(RunSummary::toJson).collect(Collectors.joining(",\n", "[", "]\n")));
        } else if (runs.isEmpty()) {
            spec.commandLine()
                    .getOut()
                    .println(loaded.words()
                            .get(
                                    "runs.none",
                                    loaded.settings().home().toAbsolutePath().normalize()));
        } else {
            spec.commandLine().getOut().print(new RunsTable(loaded.words(), ZoneId.systemDefault()).render(runs));
        }
        spec.commandLine().getOut().flush();
        return ExitCode.COMPLETED.number();
    }
}
