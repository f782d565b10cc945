package io.qianhu.job;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.DispatchSettings;
import io.qianhu.campaign.InputSettings;
import io.qianhu.campaign.LimitsSettings;
import io.qianhu.campaign.NumberSettings;
import io.qianhu.campaign.TaskSettings;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dispatch.SystemTicker;
import io.qianhu.dispatch.Ticker;
import io.qianhu.dyvms.Lookup;
import io.qianhu.dyvms.RobotTask;
import io.qianhu.dyvms.RobotTaskGateway;
import io.qianhu.dyvms.Submission;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.Reading;
import io.qianhu.intake.unpack.PlainFiles;
import io.qianhu.ledger.BrakeStores;
import io.qianhu.ledger.DiskSync;
import io.qianhu.ledger.IntakeStore;
import io.qianhu.ledger.JdbcDecisions;
import io.qianhu.ledger.JdbcIntakeStore;
import io.qianhu.ledger.JdbcListStore;
import io.qianhu.ledger.JdbcRunStore;
import io.qianhu.ledger.LeaseTimes;
import io.qianhu.ledger.Leases;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.MonotonicTime;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.number.Multiple;
import io.qianhu.pace.CallingWindow;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The whole job on a ledger in a real H2 file. Unless it is given an API, it stores lists and submits nothing. */
public final class JobOnDisk {
    static final Campaign CAMPAIGN = new Campaign(
            "spring-renewal",
            new InputSettings(List.of(), null),
            new NumberSettings(NumberSettings.DEFAULT_ACCEPT, NumberSettings.DEFAULT_MULTIPLE),
            new TaskSettings("spring", 1, null, false, false, null),
            new DispatchSettings(
                    DispatchSettings.DEFAULT_LAUNCH,
                    DispatchSettings.DEFAULT_RATE,
                    DispatchSettings.DEFAULT_IN_FLIGHT,
                    CallingWindow.parse("always"),
                    DispatchSettings.DEFAULT_DAYS,
                    null,
                    DispatchSettings.DEFAULT_ZONE,
                    DispatchSettings.DEFAULT_VERIFY_FIRST_LIST,
                    true),
            LimitsSettings.NONE);

    /** Where packed input of these jobs is unpacked; tests run in several processes. */
    static final Path UNPACKED =
            Path.of("target", "unpacked", Long.toString(ProcessHandle.current().pid()));

    public final RunStore runs;
    final IntakeStore intake;
    public final RunOpener opener;
    public final CampaignRunner runner;
    public final RunOrders orders;

    /** Until when input is read before a run begins. */
    public Reading reading = Reading.TO_THE_END;

    /** @param blockBytes the smaller, the more commits */
    JobOnDisk(LedgerOnDisk ledger, PlatformTransactionManager transactions, int blockBytes) throws Exception {
        this(ledger, transactions, blockBytes, UnaryOperator.identity());
    }

    /** As above, with a job repository that somebody has changed. */
    JobOnDisk(
            LedgerOnDisk ledger,
            PlatformTransactionManager transactions,
            int blockBytes,
            UnaryOperator<JobRepository> changed)
            throws Exception {
        this(ledger, transactions, blockBytes, new NoApi(), new SystemTicker(), changed);
    }

    /** Submits to this API; all time is the ticker's. */
    public JobOnDisk(
            LedgerOnDisk ledger,
            PlatformTransactionManager transactions,
            int blockBytes,
            RobotTaskGateway gateway,
            Ticker ticker)
            throws Exception {
        this(ledger, transactions, blockBytes, gateway, ticker, UnaryOperator.identity());
    }

    private JobOnDisk(
            LedgerOnDisk ledger,
            PlatformTransactionManager transactions,
            int blockBytes,
            RobotTaskGateway gateway,
            Ticker ticker,
            UnaryOperator<JobRepository> changed)
            throws Exception {
        IntakeLimits defaults = IntakeLimits.defaults();
        IntakeLimits limits = new IntakeLimits(
                blockBytes,
                defaults.maxRecordBytes(),
                defaults.maxColumns(),
                defaults.maxRejectCellChars(),
                defaults.sampleBytes());
        Leases leases = ledger.leases(LeaseTimes.DEFAULT, MonotonicTime.SYSTEM);
        runs = new JdbcRunStore(ledger.jdbc, transactions, leases, DiskSync.NONE);
        intake = new JdbcIntakeStore(new JdbcTemplate(ledger.dataSource), ticker::now, leases);
        opener = new RunOpener(
                ledger.runs,
                new PlainFiles(UNPACKED, limits, InputStream::nullInputStream, file -> reading.of(file)),
                limits,
                ticker::now);
        JobRepository repository = changed.apply(repository(ledger, transactions));
        BrakeStores brakes = BrakeStores.on(ledger.jdbc, transactions, leases, DiskSync.NONE);
        DispatcherSettings dispatch = new DispatcherSettings(
                DispatcherSettings.SAFE_SETTLE_AFTER,
                Duration.ofMinutes(5),
                5,
                5,
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1));
        JdbcListStore lists = new JdbcListStore(ledger.jdbc, transactions, leases, DiskSync.NONE);
        JdbcDecisions decisions = new JdbcDecisions(ledger.jdbc, transactions, leases, DiskSync.NONE);
        RunSettler settler = new RunSettler(runs, lists, leases, gateway, dispatch, ticker, brakes.brakes(), decisions);
        orders = new RunOrders(runs, lists, leases, brakes.brakes(), decisions);
        runner = new CampaignRunner(
                repository,
                operator(repository, transactions),
                new CampaignJob(
                        repository,
                        transactions,
                        runs,
                        intake,
                        lists,
                        brakes,
                        gateway,
                        limits,
                        dispatch,
                        ticker,
                        DiskSync.NONE),
                runs,
                brakes.brakes(),
                leases,
                settler,
                ticker::now);
    }

    private static JobRepository repository(LedgerOnDisk ledger, PlatformTransactionManager transactions)
            throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(ledger.dataSource);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        return Objects.requireNonNull(factory.getObject());
    }

    private static JobOperator operator(JobRepository repository, PlatformTransactionManager transactions)
            throws Exception {
        JobOperatorFactoryBean factory = new JobOperatorFactoryBean();
        factory.setJobRepository(repository);
        factory.setTransactionManager(transactions);
        factory.setJobRegistry(new MapJobRegistry());
        factory.afterPropertiesSet();
        return Objects.requireNonNull(factory.getObject());
    }

    static RunRequest request(String label, Path... files) {
        return new RunRequest(CAMPAIGN, List.of(files), Target.SANDBOX, label, true, true);
    }

    /** Runs the request as one process would, and returns how it ended. */
    RunEnd run(RunRequest request) {
        return run(request, new StopSignal());
    }

    /** As above; somebody may ask it to stop. */
    RunEnd run(RunRequest request, StopSignal stop) {
        return runner.run(opener.open(request).plan(), stop, new Progress());
    }

    /** The campaign of these tests with other limits. */
    static Campaign campaign(LimitsSettings limits) {
        return new Campaign(
                CAMPAIGN.name(), CAMPAIGN.input(), CAMPAIGN.numbers(), CAMPAIGN.task(), CAMPAIGN.dispatch(), limits);
    }

    /** The campaign of these tests with other numbers. */
    static Campaign campaign(NumberSettings numbers) {
        return new Campaign(
                CAMPAIGN.name(), CAMPAIGN.input(), numbers, CAMPAIGN.task(), CAMPAIGN.dispatch(), CAMPAIGN.limits());
    }

    /** The campaign of these tests with another word on several numbers in one cell. */
    static Campaign campaign(Multiple multiple) {
        return campaign(new NumberSettings(CAMPAIGN.numbers().accept(), multiple));
    }

    /** Nothing may reach the API. */
    private static final class NoApi implements RobotTaskGateway {
        @Override
        public Submission prepare(RobotTask task) {
            throw new AssertionError("nothing is to be submitted");
        }

        @Override
        public Lookup find(String taskName, Instant createdFrom, Instant createdTo) {
            throw new AssertionError("nothing is to be looked up");
        }

        @Override
        public Lookup find(String taskName) {
            throw new AssertionError("nothing is to be looked up");
        }

        @Override
        public Lookup list(Instant createdFrom, Instant createdTo) {
            throw new AssertionError("nothing is to be looked up");
        }

        @Override
        public String account() {
            return "account";
        }

        @Override
        public void requireCredentials() {}
    }
}
