package io.qianhu.cli;

import io.qianhu.report.RunSummary;
import io.qianhu.report.SummaryText;
import io.qianhu.schedule.CampaignNight;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qianhu status}. */
@Command(
        name = "status",
        description =
                "Shows a run and its books, also while it is running; where `qianhu serve` runs, its campaigns first.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Examples:", "  qianhu status", "  qianhu status k3f9x2mq --json"})
final class StatusCommand implements Callable<Integer> {
    private final List<String> settings;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run's id; the latest by default.")
    private @Nullable String run;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    StatusCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        SettingsLoader.Loaded loaded = SettingsLoader.load(settings);
        RunBook book = new RunBook(loaded);
        List<CampaignNight> nights = run == null && !json ? book.campaigns() : List.of();
        if (!nights.isEmpty()) {
            spec.commandLine().getOut().print(new NightsTable(loaded.words(), ZoneId.systemDefault()).render(nights));
            spec.commandLine().getOut().flush();
        }
        Optional<RunSummary> found = book.find(Optional.ofNullable(run));
        if (found.isEmpty() && !nights.isEmpty()) {
            return ExitCode.COMPLETED.number();
        }
        if (found.isEmpty()) {
            spec.commandLine().getErr().println(UnknownRun.message(run));
            return ExitCode.REFUSED.number();
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.write(found.get().toJson() + "\n");
        } else {
            out.print(new SummaryText(loaded.words(), ZoneId.systemDefault()).render(found.get()));
        }
        out.flush();
        return ExitCode.COMPLETED.number();
    }
}
