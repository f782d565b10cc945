package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.job.Home;
import io.qianhu.job.Progress;
import io.qianhu.job.RunEnd;
import io.qianhu.job.RunOrders;
import io.qianhu.job.RunSettler;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qianhu settle}. */
@Command(
        name = "settle",
        description = {
            "Looks up what became of a run's unconfirmed lists, by their task names, and submits nothing."
                    + " It needs neither the campaign nor the files. `run` does the same at its end."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu settle k3f9x2mq",
            "  qianhu settle k3f9x2mq --no-wait",
            "",
            "Exit codes: 0 nothing is left to do; 1 failed; 2 refused; 3 a person must decide; 5 lists are pending,",
            "which the run's command submits, or still unconfirmed."
        })
final class SettleCommand extends QianhuCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Option(names = "--no-wait", description = "Look once, and leave what cannot be proved yet. Exit code 5.")
    private boolean noWait;

    SettleCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        SettingsLoader.Loaded loaded = load();
        LedgerWatch ledger = new LedgerWatch();
        StopSignal stop = new StopSignal(ledger::lost);
        Shutdown.stopsAt(stop);
        return ItsService.work(loaded, run, (application, home, found) -> {
            ledger.over(application.getBean(LedgerGuard.class));
            ExitCode code;
            try (KillSwitchWatch looks = KillSwitchWatch.start(stop)) {
                code = settle(application, home, found, stop, loaded.words());
            }
            return ledger.rescued(err()) ? ExitCode.FAILED : code;
        });
    }

    private ExitCode settle(
            ConfigurableApplicationContext application, Home home, Run found, StopSignal stop, Words words) {
        RunReports reports = application.getBean(RunReports.class);
        application.getBean(RobotTaskGateway.class).requireCredentials();
        PrintWriter out = out();
        Progress progress = new Progress();
        RunEnd end;
        RunOrders.Work work = (id, cause, message) -> interrupt(stop, found, id, cause, message);
        try (LaterReports later = new LaterReports(reports, err()::println);
                ControlServer control = ControlServer.start(
                        home,
                        false,
                        application
                                .getBean(OrderHandler.class)
                                .during(new OneRun(stop, work, run::equals, false), later::write));
                ProgressPrinter printer = ProgressPrinter.start(progress, words, err())) {
            control.worksOn(run);
            end = application.getBean(RunSettler.class).settle(found, !noWait, stop, progress);
        }
        reports.write(run);
        out.println();
        out.print(reports.text(reports.summary(run)));
        out.flush();
        if (end.state() == RunState.FAILED) {
            err().println(words.get("failed.settle", run, words.said(end.message())));
        }
        return ExitCode.of(end);
    }

    private static boolean interrupt(StopSignal stop, Run found, String id, StopSignal.Cause cause, Message message) {
        if (!id.equals(found.id())) {
            return false;
        }
        if (found.cancelled() == null) {
            stop.stop(cause, message);
        }
        return true;
    }
}
