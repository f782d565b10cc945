package io.qianhu.cli;

import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.job.RunReconciler;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.Run;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qianhu reconcile}. */
@Command(
        name = "reconcile",
        description = {
            "Takes over the tasks that another home, or this one before it was put back, has submitted of a run that is"
                    + " held for them (found-elsewhere): they are looked for by the run's id and by their names, and a"
                    + " task that was made after the lists were stored here, with as many callees, is the list's. Where"
                    + " any does not agree nothing is changed."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu reconcile k3f9x2mq",
            "  qianhu reconcile k3f9x2mq --by wang.li --reason 从备份恢复",
            "",
            "Exit codes: 0 every list is accepted now; 2 refused, nothing was changed; 3 a person must decide;",
            "5 lists are pending, which the run's command submits."
        })
final class ReconcileCommand extends QianhuCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Mixin
    private final Decider.WithReason decider = new Decider.WithReason();

    ReconcileCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        Decision.requireName(decider.by);
        SettingsLoader.Loaded loaded = load();
        return ItsService.work(
                loaded, run, (application, home, found) -> reconcile(application, found, loaded.words()));
    }

    private ExitCode reconcile(ConfigurableApplicationContext application, Run found, Words words) {
        application.getBean(RobotTaskGateway.class).requireCredentials();
        RunReconciler.Reconciled done =
                application.getBean(RunReconciler.class).reconcile(found, decider.by, decider.reason);
        application.getBean(RunReports.class).write(run);
        out().println(words.get("reconcile.done", run, done.adopted(), done.left()));
        return ExitCode.of(done.end());
    }
}
