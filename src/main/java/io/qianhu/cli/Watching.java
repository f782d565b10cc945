package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.job.Home;
import io.qianhu.job.Progress;
import io.qianhu.job.RunEnd;
import io.qianhu.ledger.RunCounts;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.schedule.ScheduleEvent;
import io.qianhu.watch.Alerts;
import io.qianhu.watch.ApiFigures;
import io.qianhu.watch.ApiHealth;
import io.qianhu.watch.Campaigns;
import io.qianhu.watch.Figures;
import io.qianhu.watch.HealthBook;
import io.qianhu.watch.ManagementServer;
import io.qianhu.watch.ManagementSettings;
import io.qianhu.watch.ScheduleAlerts;
import io.qianhu.watch.StallTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What watches a home while a process holds it: alerts, stalls, health and figures. */
final class Watching implements AutoCloseable {
    /** No list has this name: those of lists hold two hyphens and more. */
    private static final String NOBODYS_TASK = "qianhu";

    private static final Duration ASKED_ABOUT = Duration.ofMinutes(1);

    private final ScheduleAlerts events;
    private final StallTimer stalls;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private Watching(
            SettingsLoader.Loaded loaded,
            ConfigurableApplicationContext application,
            Supplier<List<Campaign>> campaigns,
            Target target,
            Optional<ManagementServer> server) {
        QianhuSettings settings = loaded.settings();
        DataSource dataSource = application.getBean(DataSource.class);
        Campaigns watched = new Campaigns(
                campaigns, application.getBean(RunStore.class), new RunCounts(JdbcClient.create(dataSource)), target);
        Alerts alerts = Alerts.start(settings.alerts(), loaded.words());
        parts.push(alerts);
        events = new ScheduleAlerts(alerts::tell, watched, settings.alerts().rejectsAbovePercent(), loaded.words());
        stalls = StallTimer.start(events, watched, settings.alerts().stalledAfter());
        parts.push(stalls);
        server.ifPresent(port -> show(port, settings.management(), application, watched, alerts));
    }

    private void show(
            ManagementServer server,
            ManagementSettings settings,
            ConfigurableApplicationContext application,
            Campaigns watched,
            Alerts alerts) {
        ApiFigures api = application.getBean(ApiFigures.class);
        ApiHealth apiHealth = new ApiHealth(api, () -> ask(application));
        parts.push(apiHealth);
        HealthBook health = new HealthBook(
                application.getBean(DataSource.class),
                watched,
                apiHealth,
                application.getBean(Home.class).path(),
                settings.freeDisk());
        server.shows(new Figures(watched, api, alerts)::scrape, health);
        parts.push(server::showsNothing);
    }

    private static void ask(ConfigurableApplicationContext application) {
        Instant now = Instant.now();
        var unused = application.getBean(RobotTaskGateway.class).find(NOBODYS_TASK, now.minus(ASKED_ABOUT), now);
    }

    /**
     * Watches all campaigns that are served.
     *
     * @param server shows health and figures until the end of this
     */
    static Watching ofServe(
            SettingsLoader.Loaded loaded,
            ConfigurableApplicationContext application,
            Supplier<List<Campaign>> campaigns,
            Target target,
            Optional<ManagementServer> server) {
        return new Watching(loaded, application, campaigns, target, server);
    }

    /** Watches one run; nothing is started where nobody is to be told and no port is asked for. */
    static Optional<Watching> ofRun(
            SettingsLoader.Loaded loaded,
            ConfigurableApplicationContext application,
            Campaign campaign,
            Target target) {
        ManagementSettings management = loaded.settings().management();
        boolean port = management.runs() && management.port() != 0;
        if (!port && loaded.settings().alerts().webhooks().isEmpty()) {
            return Optional.empty();
        }
        Optional<ManagementServer> server = port ? ManagementServer.start(management) : Optional.empty();
        Watching watching = new Watching(loaded, application, () -> List.of(campaign), target, server);
        server.ifPresent(watching.parts::addLast);
        return Optional.of(watching);
    }

    Consumer<ScheduleEvent> events() {
        return events;
    }

    /** The run that is worked on from now on, and how far it is; empty text for none. */
    void worksOn(String run, Progress progress) {
        stalls.worksOn(run, progress);
    }

    void ended(String campaign, RunEnd end) {
        stalls.worksOn("", new Progress());
        events.accept(ScheduleEvent.ended(campaign, end));
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("what watches this home could not be ended", e);
            }
        }
    }
}
