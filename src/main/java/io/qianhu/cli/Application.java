package io.qianhu.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.SystemTicker;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.AccessKeys;
import io.qianhu.dyvms.DyvmsGateway;
import io.qianhu.dyvms.DyvmsSettings;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.job.BrakeRelease;
import io.qianhu.job.CampaignJob;
import io.qianhu.job.CampaignRunner;
import io.qianhu.job.Home;
import io.qianhu.job.RunDecisions;
import io.qianhu.job.RunOpener;
import io.qianhu.job.RunOrders;
import io.qianhu.job.RunPurge;
import io.qianhu.job.RunReconciler;
import io.qianhu.job.RunSettler;
import io.qianhu.ledger.BrakeStores;
import io.qianhu.ledger.Decisions;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.IntakeStore;
import io.qianhu.ledger.JdbcDecisions;
import io.qianhu.ledger.JdbcIntakeStore;
import io.qianhu.ledger.JdbcLeaseStore;
import io.qianhu.ledger.JdbcListStore;
import io.qianhu.ledger.JdbcPurgeStore;
import io.qianhu.ledger.JdbcRunStore;
import io.qianhu.ledger.LeaseOwner;
import io.qianhu.ledger.LeaseTimes;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.LedgerFile;
import io.qianhu.ledger.ListStore;
import io.qianhu.ledger.MonotonicTime;
import io.qianhu.ledger.NumberFinder;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import io.qianhu.watch.ApiFigures;
import io.qianhu.watch.WatchedGateway;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The Spring Boot application behind the commands that need the ledger; it lives as long as the home is held. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OrderHandler.class)
class Application {
    /** Opens the ledger in a home that this process holds; runs that are still marked as running lost their process. */
    static ConfigurableApplicationContext start(SettingsLoader.Loaded loaded, Home home) {
        return start(loaded, new Api(loaded.settings().dyvms(), null), home);
    }

    /**
     * The service that requests go to.
     *
     * @param account its name where the address does not name it: the sandbox in this process has another port each time
     */
    record Api(DyvmsSettings settings, @Nullable String account) {}

    /** As above, with another service than the configured one. */
    static ConfigurableApplicationContext start(SettingsLoader.Loaded loaded, Api api, Home home) {
        return start(loaded, () -> api, home);
    }

    /** As above, with a service that is asked for when the first request is made ready. */
    static ConfigurableApplicationContext start(SettingsLoader.Loaded loaded, Supplier<Api> api, Home home) {
        return start(loaded, api, home, LedgerOpening.Purpose.WORK);
    }

    /**
     * Opens the ledger for a command that only looks.
     *
     * @param older hears that it is of an older version, and that a copy of it is looked at
     */
    static ConfigurableApplicationContext look(SettingsLoader.Loaded loaded, Home home, Consumer<Message> older) {
        ConfigurableApplicationContext application =
                start(loaded, () -> new Api(loaded.settings().dyvms(), null), home, LedgerOpening.Purpose.LOOK);
        if (isCopy(application)) {
            older.accept(Message.of("cli.ledger-older-version-qianhu-stays"));
        }
        return application;
    }

    private static boolean isCopy(ConfigurableApplicationContext application) {
        return application.getBean(DataSource.class) instanceof LedgerOpening.Copy;
    }

    private static ConfigurableApplicationContext start(
            SettingsLoader.Loaded loaded, Supplier<Api> api, Home home, LedgerOpening.Purpose purpose) {
        ApplicationContextInitializer<GenericApplicationContext> values = context -> {
            context.registerBean(LedgerOpening.Purpose.class, () -> purpose);
            context.registerBean(Home.class, () -> home, definition -> definition.setDestroyMethodName(null));
            context.registerBean(QianhuSettings.class, loaded::settings);
            context.registerBean(Api.class, api, definition -> definition.setLazyInit(true));
        };
        LogFile.start(home, loaded.settings().log(), loaded.environment());
        ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
                .environment(loaded.environment())
                .initializers(values)
                .run();
        try {
            application.getBean(RunStore.class).markInterrupted();
            if (!isCopy(application)) {
                application.getBean(LedgerGuard.class).begin();
            }
            return application;
        } catch (RuntimeException e) {
            application.close();
            throw e;
        }
    }

    @Bean
    NumberFinder numberFinder(DataSource dataSource, RunStore runs) {
        return new NumberFinder(JdbcClient.create(dataSource), runs);
    }

    @Bean
    HikariDataSource dataSource(QianhuSettings settings, Home home, LedgerOpening.Purpose purpose) throws IOException {
        return LedgerOpening.open(settings.ledger().urlFor(home.ledger()), home, purpose);
    }

    @Bean
    LedgerFile ledgerFile(DataSource dataSource) {
        return LedgerFile.of(dataSource);
    }

    @Bean
    LedgerGuard ledgerGuard(Home home, LedgerFile file, DiskSync disk, QianhuSettings settings) {
        return new LedgerGuard(
                home,
                file,
                disk,
                Clock.systemUTC(),
                saved -> Output.to(System.err).println(settings.lang().words().said(saved)));
    }

    @Bean
    DiskSync diskSync(DataSource dataSource, QianhuSettings settings) {
        return settings.ledger().sync().over(dataSource);
    }

    @Bean
    Leases leases(DataSource dataSource, PlatformTransactionManager transactions) {
        return new Leases(
                new JdbcLeaseStore(JdbcClient.create(dataSource), transactions),
                LeaseOwner.ofThisProcess(),
                LeaseTimes.DEFAULT,
                MonotonicTime.SYSTEM);
    }

    @Bean
    RunStore runStore(DataSource dataSource, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        return new JdbcRunStore(JdbcClient.create(dataSource), transactions, leases, disk);
    }

    @Bean
    ListStore listStore(DataSource dataSource, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        return new JdbcListStore(JdbcClient.create(dataSource), transactions, leases, disk);
    }

    @Bean
    IntakeStore intakeStore(JdbcTemplate jdbc, Leases leases) {
        return new JdbcIntakeStore(jdbc, Clock.systemUTC(), leases);
    }

    @Bean
    Decisions decisions(DataSource dataSource, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        return new JdbcDecisions(JdbcClient.create(dataSource), transactions, leases, disk);
    }

    @Bean
    @Lazy
    RunDecisions runDecisions(
            Decisions decisions,
            RunStore runs,
            Leases leases,
            BrakeStores brakes,
            ListStore lists,
            RobotTaskGateway gateway) {
        return new RunDecisions(decisions, runs, leases, brakes.brakes(), lists, gateway);
    }

    @Bean
    RunPurge runPurge(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            RunStore runs,
            Leases leases,
            RunReports reports,
            DiskSync disk) {
        return new RunPurge(
                runs, new JdbcPurgeStore(JdbcClient.create(dataSource), transactions, leases, disk), leases, reports);
    }

    @Bean
    RunOrders runOrders(RunStore runs, ListStore lists, Leases leases, BrakeStores brakes, Decisions decisions) {
        return new RunOrders(runs, lists, leases, brakes.brakes(), decisions);
    }

    @Bean
    @Lazy
    RunSettler runSettler(
            RunStore runs,
            ListStore lists,
            Leases leases,
            RobotTaskGateway gateway,
            DispatcherSettings settings,
            Ticker ticker,
            BrakeStores brakes,
            Decisions decisions) {
        return new RunSettler(runs, lists, leases, gateway, settings, ticker, brakes.brakes(), decisions);
    }

    @Bean
    @Lazy
    RunReconciler runReconciler(
            RunStore runs,
            ListStore lists,
            Leases leases,
            BrakeStores brakes,
            Decisions decisions,
            RobotTaskGateway gateway,
            Ticker ticker) {
        return new RunReconciler(runs, lists, leases, brakes.brakes(), decisions, gateway, ticker);
    }

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    BrakeRelease brakeRelease(BrakeStores brakes, RunStore runs, Leases leases) {
        return new BrakeRelease(brakes.brakes(), runs, leases);
    }

    @Bean
    BrakeStores brakeStores(
            DataSource dataSource, PlatformTransactionManager transactions, Leases leases, DiskSync disk) {
        return BrakeStores.on(JdbcClient.create(dataSource), transactions, leases, disk);
    }

    @Bean
    Ticker ticker() {
        return new SystemTicker();
    }

    @Bean
    @Lazy
    RobotTaskGateway gateway(Api api, ApiFigures figures) {
        DyvmsSettings settings = api.settings();
        return new WatchedGateway(
                new DyvmsGateway(settings, AccessKeys.of(settings), Clock.systemUTC(), api.account()), figures);
    }

    /** Those for the service that requests go to. */
    @Bean
    @Lazy
    DispatcherSettings dispatcherSettings(Api api, QianhuSettings settings) {
        return settings.dispatch().against(api.settings().loopback());
    }

    @Bean
    ApiFigures apiFigures() {
        return new ApiFigures();
    }

    @Bean
    ReadingStop readingStop() {
        return new ReadingStop();
    }

    @Bean
    RunOpener runOpener(RunStore runs, QianhuSettings settings, Home home, ReadingStop stop) {
        return new RunOpener(
                runs,
                new PlainFiles(home.unpacked(), settings.intake(), () -> System.in, stop),
                settings.intake(),
                Clock.systemUTC());
    }

    @Bean
    RunReports runReports(RunStore runs, Home home, QianhuSettings settings) {
        return new RunReports(runs, home.reports(), settings.lang().words(), ZoneId.systemDefault());
    }

    @Bean
    @Lazy
    CampaignJob campaignJob(
            JobRepository repository,
            PlatformTransactionManager transactions,
            RunStore runs,
            IntakeStore intake,
            ListStore lists,
            BrakeStores brakes,
            RobotTaskGateway gateway,
            DispatcherSettings dispatch,
            QianhuSettings settings,
            Ticker ticker,
            DiskSync disk) {
        return new CampaignJob(
                repository,
                transactions,
                runs,
                intake,
                lists,
                brakes,
                gateway,
                settings.intake(),
                dispatch,
                ticker,
                disk);
    }

    @Bean
    @Lazy
    CampaignRunner campaignRunner(
            JobRepository repository,
            JobOperator operator,
            CampaignJob jobs,
            RunStore runs,
            BrakeStores brakes,
            Leases leases,
            RunSettler settler) {
        return new CampaignRunner(
                repository, operator, jobs, runs, brakes.brakes(), leases, settler, Clock.systemUTC());
    }
}
