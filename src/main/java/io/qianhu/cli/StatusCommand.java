package io.qianhu.cli;

import io.qianhu.report.RunSummary;
import io.qianhu.report.SummaryText;
import io.qianhu.schedule.CampaignSchedule;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qianhu status}. */
@Command(
        name = "status",
        description =
                "Shows a run and its books, also while it is running; where `qianhu serve` runs, its campaigns first.",
        footer = {"", "Examples:", "  qianhu status", "  qianhu status k3f9x2mq --json"})
final class StatusCommand extends QianhuCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "The run's id; the latest by default.")
    private @Nullable String run;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    StatusCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        SettingsLoader.Loaded loaded = load();
        List<CampaignSchedule> schedules;
        Optional<RunSummary> found;
        try (HomeAccess home = new HomeAccess(loaded, err()::println)) {
            schedules = run == null && !json ? campaigns(home) : List.of();
            found = home.ask(new Order.ShowRun(run)).runs().stream().findFirst();
        }
        if (!schedules.isEmpty()) {
            out().print(new SchedulesTable(loaded.words(), ZoneId.systemDefault()).render(schedules));
            out().flush();
        }
        if (found.isEmpty() && !schedules.isEmpty()) {
            return ExitCode.COMPLETED;
        }
        if (found.isEmpty()) {
            return refused(UnknownRun.message(run));
        }
        PrintWriter out = out();
        if (json) {
            out.write(found.get().toJson() + "\n");
        } else {
            out.print(new SummaryText(loaded.words(), ZoneId.systemDefault()).render(found.get()));
        }
        return ExitCode.COMPLETED;
    }

    private static List<CampaignSchedule> campaigns(HomeAccess home) {
        return home.owner().filter(ControlFile::serves).isEmpty()
                ? List.of()
                : home.askOwner(new Order.ShowCampaigns())
                        .map(Answer::campaigns)
                        .orElse(List.of());
    }
}
