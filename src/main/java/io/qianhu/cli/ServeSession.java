package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.intake.Reading;
import io.qianhu.job.CampaignRunner;
import io.qianhu.job.Home;
import io.qianhu.job.KillSwitch;
import io.qianhu.job.Progress;
import io.qianhu.job.RunOpener;
import io.qianhu.job.RunRefused;
import io.qianhu.ledger.DiskTrouble;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import io.qianhu.schedule.CampaignFolder;
import io.qianhu.schedule.CampaignScheduler;
import io.qianhu.schedule.Presence;
import io.qianhu.schedule.RunSignal;
import io.qianhu.schedule.ScheduleEvent;
import io.qianhu.schedule.ScheduleParts;
import io.qianhu.watch.ManagementServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/**
 * Serves campaigns from the operator's side: waits for the home, looks for changed campaign files, answers other
 * processes, and ends when it is told to.
 */
final class ServeSession {
    /** How soon a process that stands by takes over. */
    private static final Duration STAND_BY_POLL = Duration.ofSeconds(1);

    private static final Duration OPEN_AGAIN = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(ServeSession.class);

    private final SettingsLoader.Loaded loaded;
    private final boolean newHome;
    private final LastHome lastHome = LastHome.ofThisUser();
    private final InstantSource clock = Clock.systemUTC();
    private final ToldEvents events;
    private final LedgerWatch ledger = new LedgerWatch();
    private final StopSignal ending = new StopSignal(ledger::lost);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable CampaignScheduler current;

    /** Whether the ledger was open once. */
    private boolean opened;

    /** Opened with the ledger, and open until the end. */
    private Optional<ManagementServer> management = Optional.empty();

    /** Whether it was said that the ledger cannot be used, and not yet that it can be again. */
    private boolean told;

    /** @param newHome whether live runs are to be the first of this home */
    ServeSession(SettingsLoader.Loaded loaded, CommandLine commandLine, boolean newHome) {
        this.loaded = loaded;
        this.newHome = newHome;
        this.events = new ToldEvents(commandLine.getOut(), loaded.words(), clock, ZoneId.systemDefault());
    }

    /**
     * Returns when the process was told to end and nothing is worked on any more.
     *
     * @throws RunRefused when there is no such folder, or a live run would be unsafe
     */
    ExitCode serve(Path campaigns, Target target) throws InterruptedException {
        if (!Files.isDirectory(campaigns)) {
            throw new RunRefused(Message.of(
                    "cli.campaigns-no-folder", campaigns.toAbsolutePath().normalize()));
        }
        ending.listen(ended::countDown);
        ending.listen(() -> {
            CampaignScheduler works = current;
            if (works != null) {
                works.ends();
            }
        });
        Shutdown.stopsAt(ending);
        Optional<Home> home = standBy();
        if (home.isEmpty()) {
            return ExitCode.COMPLETED;
        }
        try (Home taken = home.get()) {
            return serveUntilToldToEnd(campaigns, target, taken);
        } finally {
            management.ifPresent(ManagementServer::close);
        }
    }

    /** Waits for the home; gives nothing when the process was told to end before. */
    private Optional<Home> standBy() throws InterruptedException {
        Path path = loaded.settings().home();
        boolean told = false;
        Optional<Home> home = Home.tryTake(path);
        while (home.isEmpty() && !ended.await(STAND_BY_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            Optional<ControlFile> owner = ControlFile.ofLivingOwner(path);
            if (owner.isPresent() && !told) {
                told = true;
                events.say(Message.of(
                        "cli.stands-qianhu-home-use",
                        path.toAbsolutePath().normalize(),
                        owner.get().owner()));
            }
            home = Home.tryTake(path);
        }
        return home;
    }

    /** A ledger that cannot be written to any more is closed, and opened again as soon as there is room. */
    private ExitCode serveUntilToldToEnd(Path campaigns, Target target, Home home) throws InterruptedException {
        Presence presence = new Presence(clock);
        while (true) {
            Optional<ExitCode> end = serveOnce(campaigns, target, home, presence);
            if (end.isPresent()) {
                return end.get();
            }
            if (ended.await(OPEN_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return ExitCode.COMPLETED;
            }
        }
    }

    private Optional<ExitCode> serveOnce(Path campaigns, Target target, Home home, Presence presence)
            throws InterruptedException {
        try {
            return serve(campaigns, target, home, presence);
        } catch (RuntimeException e) {
            // What fails at the very start is told to whoever has started it.
            if (!opened || DiskTrouble.in(e).isEmpty()) {
                throw e;
            }
            log.info("the ledger cannot be used yet", e);
            return Optional.empty();
        }
    }

    /** Gives nothing when the ledger has to be opened anew. */
    private Optional<ExitCode> serve(Path campaigns, Target target, Home home, Presence presence)
            throws InterruptedException {
        List<Consumer<ScheduleEvent>> listeners = new CopyOnWriteArrayList<>(List.of(events));
        Consumer<ScheduleEvent> all = event -> listeners.forEach(listener -> listener.accept(event));
        CampaignFolder folder = new CampaignFolder(campaigns, all);
        try (TargetApi api = TargetApi.open(loaded, home, target);
                ConfigurableApplicationContext application = Application.start(loaded, api.api(), home);
                Watching watching = Watching.ofServe(loaded, application, folder::all, target, management());
                LaterReports later = new LaterReports(
                        application.getBean(RunReports.class), message -> all.accept(ScheduleEvent.trouble(message)))) {
            listeners.add(watching.events());
            KillSwitch killSwitch = KillSwitch.of(loaded.settings().home());
            BooleanSupplier stop = () -> killSwitch.isOn() || ending.isSet();
            Reading reading = Reading.within(
                    loaded.settings().intake().giveUpAfter(),
                    System::nanoTime,
                    () -> stop.getAsBoolean() || readsForStopped());
            application.getBean(ReadingStop.class).by(reading);
            LedgerGuard guard = application.getBean(LedgerGuard.class);
            ledger.over(guard);
            boolean begins = !opened;
            opened = true;
            application.getBean(RobotTaskGateway.class).requireCredentials();
            if (begins && target == Target.LIVE) {
                NewHome.require(newHome, home.path(), application.getBean(RunStore.class), lastHome.read());
            }
            ServedHome served = new ServedHome();
            try (ControlServer control = ControlServer.start(
                            home, true, application.getBean(OrderHandler.class).during(served, later::write));
                    CampaignScheduler scheduler = new CampaignScheduler(parts(
                            application, target, folder, all, presence, reading, stop, (run, progress) -> {
                                control.worksOn(run);
                                if (target == Target.LIVE && !run.isEmpty()) {
                                    lastHome.write(home.path());
                                }
                                watching.worksOn(run, progress);
                            }))) {
                served.by(scheduler);
                current = scheduler;
                if (ending.isSet()) {
                    scheduler.ends();
                }
                events.say(
                        target == Target.SANDBOX
                                ? Message.of(
                                        "cli.serves-campaigns-against-sandbox-calls",
                                        campaigns.toAbsolutePath().normalize())
                                : Message.of(
                                        "cli.serves-campaigns",
                                        campaigns.toAbsolutePath().normalize()));
                management.ifPresent(port -> events.say(Message.of("cli.health-figures", port.address())));
                folder.poll();
                scheduler.start();
                try (KillSwitchWatch looks = KillSwitchWatch.start(ending);
                        FolderWatch watch = FolderWatch.start(presence, scheduler)) {
                    awaitTheEnd(guard, all);
                }
                if (ended.getCount() > 0 && !told) {
                    told = true;
                    all.accept(ScheduleEvent.trouble(Message.of(
                            "cli.ledger-closed-until-usable",
                            guard.broken().orElse(Message.NONE),
                            OPEN_AGAIN.toSeconds())));
                } else if (ended.getCount() == 0) {
                    events.say(Message.of("cli.ends-no-further-list-begun"));
                }
            }
            Optional<Message> rescued = ledger.rescue();
            rescued.ifPresent(message -> all.accept(ScheduleEvent.trouble(message)));
            if (rescued.isPresent()) {
                return Optional.of(ExitCode.FAILED);
            }
            return ended.getCount() > 0 ? Optional.empty() : Optional.of(ExitCode.COMPLETED);
        }
    }

    private boolean readsForStopped() {
        CampaignScheduler works = current;
        return works != null && works.readsForStopped();
    }

    private Optional<ManagementServer> management() {
        if (!opened) {
            management = ManagementServer.start(loaded.settings().management());
        }
        return management;
    }

    /** That it answers again is told once it has done so for as long as it takes to see that it does not. */
    private void awaitTheEnd(LedgerGuard guard, Consumer<ScheduleEvent> all) throws InterruptedException {
        long since = System.nanoTime();
        while (guard.broken().isEmpty() && !ended.await(STAND_BY_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            if (told && System.nanoTime() - since > OPEN_AGAIN.toNanos()) {
                told = false;
                all.accept(ScheduleEvent.trouble(Message.of("schedule.ledger-answers-again")));
            }
        }
    }

    private ScheduleParts parts(
            ConfigurableApplicationContext application,
            Target target,
            CampaignFolder folder,
            Consumer<ScheduleEvent> told,
            Presence presence,
            Reading reading,
            BooleanSupplier stop,
            BiConsumer<String, Progress> active) {
        return new ScheduleParts(
                application.getBean(DataSource.class),
                target,
                application.getBean(RunStore.class),
                application.getBean(RunOpener.class),
                () -> application.getBean(CampaignRunner.class),
                application.getBean(RunReports.class),
                folder,
                told,
                presence,
                () -> signal(application, KillSwitch.of(loaded.settings().home())),
                active,
                loaded.settings().intake(),
                reading,
                stop,
                clock);
    }

    /** Ends a run when the process ends and while the kill switch is on; refuses to begin one without credentials. */
    private RunSignal signal(ConfigurableApplicationContext application, KillSwitch killSwitch) {
        application.getBean(RobotTaskGateway.class).requireCredentials();
        if (ending.isSet()) {
            throw new RunRefused(Message.of("cli.serve-ends-begins-nothing-more"));
        }
        LedgerGuard guard = application.getBean(LedgerGuard.class);
        StopSignal signal = new StopSignal(() -> ending.get()
                .or(() -> guard.broken()
                        .map(why -> new StopSignal.Stop(
                                StopSignal.Cause.REQUEST, Message.of("cli.ledger-cannot-used-more", why))))
                .or(() -> KillSwitchWatch.stopOf(killSwitch)));
        KillSwitchWatch watch = KillSwitchWatch.start(signal);
        return new RunSignal() {
            @Override
            public StopSignal signal() {
                return signal;
            }

            @Override
            public void close() {
                watch.close();
            }
        };
    }
}
