package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.job.CampaignRunner;
import io.qianhu.job.Home;
import io.qianhu.job.KillSwitch;
import io.qianhu.job.Progress;
import io.qianhu.job.RunEnd;
import io.qianhu.job.RunOpener;
import io.qianhu.job.RunPlan;
import io.qianhu.job.RunRefused;
import io.qianhu.job.RunRequest;
import io.qianhu.ledger.RunState;
import io.qianhu.report.RunReports;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** One run from the operator's side: takes the home, shows what goes on, obeys stops, leaves the reports. */
final class RunSession {
    private final SettingsLoader.Loaded loaded;
    private final PrintWriter out;
    private final PrintWriter err;

    RunSession(SettingsLoader.Loaded loaded, CommandLine commandLine) {
        this.loaded = loaded;
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
    }

    /** Runs the request to its end on this thread. */
    ExitCode run(RunRequest request) {
        KillSwitch killSwitch = KillSwitch.of(loaded.settings().home());
        if (killSwitch.isOn()) {
            throw new RunRefused(killSwitch.message());
        }
        StopSignal stop = KillSwitchWatch.signalOf(killSwitch);
        Shutdown.stopsAt(stop);
        KillSwitchWatch watch = KillSwitchWatch.start(stop);
        try (watch;
                Home home = Homes.take(loaded.settings().home());
                TargetApi api = TargetApi.open(loaded, home, request.target());
                ConfigurableApplicationContext application = Application.start(loaded, api.api(), home);
                ControlServer control = ControlServer.start(
                        home, application.getBean(RunReports.class), new OneRun(stop, application, true))) {
            return run(request, stop, home, application, control);
        }
    }

    private ExitCode run(
            RunRequest request,
            StopSignal stop,
            Home home,
            ConfigurableApplicationContext application,
            ControlServer control) {
        if (!request.prepareOnly()) {
            application.getBean(RobotTaskGateway.class).requireCredentials();
        }
        RunOpener.Opening opening = application.getBean(RunOpener.class).open(request);
        RunPlan plan = opening.plan();
        RunReports reports = application.getBean(RunReports.class);
        control.worksOn(plan.run().id());
        if (opening.alreadyCompleted()) {
            // A process that died at the very end may have left none.
            reports.write(plan.run().id());
            out.println(AlreadyCompleted.message(reports.summary(plan.run().id()), home));
            if (!plan.suppressionNote().isEmpty()) {
                out.println("NOTE: " + plan.suppressionNote());
            }
            return ExitCode.ALREADY_COMPLETED;
        }
        new Opening(out).show(plan);
        AtomicBoolean told = new AtomicBoolean();
        stop.listen(() -> {
            if (told.compareAndSet(false, true)) {
                err.println();
                err.println("Stopping: no further list is begun; if any is in flight, its answer is waited for.");
                err.flush();
            }
        });
        Progress progress = new Progress();
        Optional<Watching> watching = Watching.ofRun(loaded, application, plan.campaign(), request.target());
        try {
            watching.ifPresent(watch -> watch.worksOn(plan.run().id()));
            RunEnd end;
            try (ProgressPrinter printer = ProgressPrinter.start(progress, err)) {
                end = application.getBean(CampaignRunner.class).run(plan, stop, progress);
            }
            watching.ifPresent(watch -> watch.ended(plan.campaign().name(), end));
            close(reports, end);
            return ExitCode.of(end);
        } finally {
            watching.ifPresent(Watching::close);
        }
    }

    private void close(RunReports reports, RunEnd end) {
        out.println();
        out.print(reports.text(reports.summary(end.run())));
        out.println();
        out.flush();
        out.println("Reports: " + reports.write(end.run()));
        if (end.state() == RunState.FAILED) {
            err.println("run " + end.run() + " failed: " + end.message());
            err.flush();
        }
    }
}
