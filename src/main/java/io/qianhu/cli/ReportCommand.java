package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.ledger.RunStore;
import io.qianhu.report.RunReports;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qianhu report}. */
@Command(
        name = "report",
        description = "Writes the reports of a run again, from the ledger: summary, rejects, tasks.",
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
        try (Home home = Homes.take(loaded.settings().home());
                ConfigurableApplicationContext application = Application.start(loaded, home)) {
            if (application.getBean(RunStore.class).find(run).isEmpty()) {
                spec.commandLine().getErr().println(UnknownRun.message(run));
                return ExitCode.REFUSED.number();
            }
            spec.commandLine()
                    .getOut()
                    .println(loaded.words()
                            .get(
                                    "reports",
                                    application.getBean(RunReports.class).write(run)));
            return ExitCode.COMPLETED.number();
        }
    }
}
