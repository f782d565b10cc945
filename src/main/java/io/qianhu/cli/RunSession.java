package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.intake.ReadingStopped;
import io.qianhu.job.CampaignRunner;
import io.qianhu.job.Home;
import io.qianhu.job.KillSwitch;
import io.qianhu.job.Progress;
import io.qianhu.job.RunEnd;
import io.qianhu.job.RunLegs;
import io.qianhu.job.RunOpener;
import io.qianhu.job.RunPlan;
import io.qianhu.job.RunRefused;
import io.qianhu.job.RunRequest;
import io.qianhu.ledger.BrakeStores;
import io.qianhu.ledger.RunState;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** One run from the operator's side: takes the home, shows what goes on, obeys stops, leaves the reports. */
final class RunSession {
    private final SettingsLoader.Loaded loaded;
    private final Words words;
    private final PrintWriter out;
    private final PrintWriter err;

    RunSession(SettingsLoader.Loaded loaded, CommandLine commandLine) {
        this.loaded = loaded;
        this.words = loaded.words();
        this.out = commandLine.getOut();
        this.err = commandLine.getErr();
    }

    /** Runs the request to its end on this thread. */
    ExitCode run(RunRequest request) {
        return run(request, false, false);
    }

    /**
     * As above.
     *
     * @param wait whether it waits, where it is not allowed to submit at this time, for the time at which it is
     * @param newHome whether a live run is to be the first of this home
     */
    ExitCode run(RunRequest request, boolean wait, boolean newHome) {
        KillSwitch killSwitch = KillSwitch.of(loaded.settings().home());
        if (killSwitch.isOn()) {
            throw new RunRefused(killSwitch.message());
        }
        LedgerWatch ledger = new LedgerWatch();
        StopSignal stop = new StopSignal(() -> ledger.lost().or(() -> KillSwitchWatch.stopOf(killSwitch)));
        Shutdown.stopsAt(stop);
        KillSwitchWatch watch = KillSwitchWatch.start(stop);
        try (watch;
                Home home = Homes.take(loaded.settings().home());
                TargetApi api = TargetApi.open(loaded, home, request.target());
                ConfigurableApplicationContext application = Application.start(loaded, api.api(), home);
                LaterReports later = new LaterReports(application.getBean(RunReports.class), err::println)) {
            ledger.over(application.getBean(LedgerGuard.class));
            RunLegs legs = new RunLegs(
                    application.getBean(RunStore.class),
                    application.getBean(BrakeStores.class).brakes(),
                    stop,
                    application.getBean(Ticker.class));
            OneRun work = new OneRun(stop, legs, legs::worksOn, true);
            application.getBean(ReadingStop.class).by(file -> stop::isSet);
            ExitCode code;
            try (ControlServer control = ControlServer.start(
                    home, false, application.getBean(OrderHandler.class).during(work, later::write))) {
                code = run(request, wait, newHome, stop, legs, home, application, control);
            }
            return ledger.rescued(err) ? ExitCode.FAILED : code;
        } catch (ReadingStopped ended) {
            err.println(Message.of(
                    "message.colon",
                    ended,
                    stop.get().map(StopSignal.Stop::message).orElse(Message.of("cli.run-again"))));
            return stop.get()
                            .filter(why -> why.cause() == StopSignal.Cause.FAILURE)
                            .isPresent()
                    ? ExitCode.FAILED
                    : ExitCode.STOPPED;
        }
    }

    private ExitCode run(
            RunRequest request,
            boolean wait,
            boolean newHome,
            StopSignal stop,
            RunLegs legs,
            Home home,
            ConfigurableApplicationContext application,
            ControlServer control) {
        if (!request.prepareOnly()) {
            application.getBean(RobotTaskGateway.class).requireCredentials();
        }
        LastHome lastHome = LastHome.ofThisUser();
        boolean live = request.target() == Target.LIVE;
        if (live) {
            NewHome.require(newHome, home.path(), application.getBean(RunStore.class), lastHome.read());
        }
        RunOpener.Opening opening = application.getBean(RunOpener.class).open(request);
        if (live) {
            lastHome.write(home.path());
        }
        RunPlan plan = opening.plan();
        RunReports reports = application.getBean(RunReports.class);
        control.worksOn(plan.run().id());
        if (opening.alreadyCompleted()) {
            // A process that died at the very end may have left none.
            reports.write(plan.run().id());
            out.println(AlreadyCompleted.message(reports.summary(plan.run().id()), home, words));
            if (!plan.suppressionNote().isEmpty()) {
                out.println(words.get("opening.note", words.said(plan.suppressionNote())));
            }
            return ExitCode.ALREADY_COMPLETED;
        }
        new Opening(out, words).show(plan);
        AtomicBoolean told = new AtomicBoolean();
        stop.listen(() -> {
            if (told.compareAndSet(false, true)) {
                err.println();
                err.println(words.get("stopping"));
                err.flush();
            }
        });
        CampaignRunner runner = application.getBean(CampaignRunner.class);
        Optional<Watching> watching = Watching.ofRun(loaded, application, plan.campaign(), request.target());
        try {
            RunEnd end = legs.run(
                    plan,
                    wait,
                    (next, signal) -> leg(runner, next, signal, watching),
                    stopped -> waits(stopped, plan.campaign().dispatch().zone()));
            watching.ifPresent(watch -> watch.ended(plan.campaign().name(), end));
            close(reports, end);
            return ExitCode.of(end);
        } finally {
            watching.ifPresent(Watching::close);
        }
    }

    private RunEnd leg(CampaignRunner runner, RunPlan plan, StopSignal signal, Optional<Watching> watching) {
        Progress progress = new Progress();
        watching.ifPresent(watch -> watch.worksOn(plan.run().id(), progress));
        try (ProgressPrinter printer = ProgressPrinter.start(progress, words, err)) {
            return runner.run(plan, signal, progress);
        }
    }

    private void waits(RunEnd end, ZoneId zone) {
        LocalDateTime until =
                end.goesOn().orElseThrow().atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS);
        err.println(words.get("waiting", until, zone, end.run(), words.said(StopSignal.reason(end.message()))));
        err.flush();
    }

    private void close(RunReports reports, RunEnd end) {
        out.println();
        out.print(reports.text(reports.summary(end.run())));
        out.println();
        out.flush();
        out.println(words.get("reports", reports.write(end.run())));
        if (end.state() == RunState.FAILED) {
            err.println(words.get("failed.run", end.run(), words.said(end.message())));
            err.flush();
        }
    }
}
