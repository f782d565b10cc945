package io.qianhu.schedule;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.dispatch.Answers;
import io.qianhu.dispatch.HandTicker;
import io.qianhu.dispatch.PlayedApi;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.dyvms.Answer;
import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.Reading;
import io.qianhu.job.BrakeRelease;
import io.qianhu.job.CampaignRunner;
import io.qianhu.job.JobOnDisk;
import io.qianhu.job.Progress;
import io.qianhu.job.RunRequest;
import io.qianhu.ledger.Cancellation;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.Target;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A machine with a ledger, an inbox and one campaign, on which processes come and go and all time passes by hand. It is
 * 09:00 in Shanghai on Monday, 2026-03-02, when it begins. The scheduler is db-scheduler's own, without its threads.
 */
final class ScheduleRig implements AutoCloseable {
    static final String NAME = "spring-renewal";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Duration POLL = Duration.ofMinutes(1);
    private static final long FIRST = 13_800_000_000L;

    final HandTicker ticker = new HandTicker();
    final HeardEvents events = new HeardEvents();
    final ScheduleOrders orders = new ScheduleOrders();
    final LedgerOnDisk ledger;
    final ScheduleStore store;
    final ServedRuns served;
    final Path inbox;

    /** What the API answers to its n-th request, from 1. */
    IntFunction<Answer> answers = n -> Answers.accepted("task " + n);

    /** Hears which run is worked on. */
    Consumer<String> active = run -> {};

    /** What happens between a look and what follows from it. */
    Runnable beforeWork = () -> {};

    /** Whether the process is told to end when it is asked by what reads files of the inbox. */
    BooleanSupplier stopsReading = () -> false;

    /** How long the reading of a file takes until somebody looks again whether it is to end. */
    Function<String, Duration> takes = file -> Duration.ZERO;

    boolean killSwitch;
    boolean diesWhenARunBegins;

    private final Path folder;
    private int requests;
    final PlayedApi api =
            new PlayedApi(ticker, task -> PlayedApi.Play.of(Duration.ofMillis(100), answers.apply(++requests)));
    private Campaign campaign;
    private Presence presence = new Presence(ticker::now);
    private Optional<ManualScheduler> scheduler = Optional.empty();
    private Optional<ScheduleTask> task = Optional.empty();
    private Optional<ScheduledRuns> work = Optional.empty();
    private Optional<JobOnDisk> jobs = Optional.empty();

    ScheduleRig(Path folder, String more) {
        this.folder = folder;
        this.inbox = folder.resolve("exports");
        this.ledger = new LedgerOnDisk(folder);
        this.served = new ServedRuns(ledger.jdbc);
        this.store = new ScheduleStore(ledger.jdbc, Target.SANDBOX);
        try {
            Files.createDirectories(inbox);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.campaign = read(more);
    }

    /** The campaign's file from now on. */
    void campaign(String more) {
        campaign = read(more);
    }

    private Campaign read(String more) {
        String yaml = "name: " + NAME + "\ntask: { name: t, dialog-id: 1 }\n"
                + more.replace("INBOX", "folder: '" + inbox + "', quiet-for: 1m");
        return new CampaignReader().read(write(folder.resolve("campaign.yml"), yaml));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a file with so many numbers into the inbox, from the n-th invented one on. */
    Path comes(String name, int from, int count) {
        return write(
                inbox.resolve(name),
                "phone\n"
                        + LongStream.range(from, from + count)
                                .mapToObj(n -> Long.toString(FIRST + n))
                                .collect(Collectors.joining("\n"))
                        + "\n");
    }

    /** A process begins to serve; another one must have died before. */
    ScheduleRig starts() throws Exception {
        JobOnDisk job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 1 << 16, api, ticker);
        job.runs.markInterrupted();
        presence = new Presence(ticker::now);
        BooleanSupplier stop = () -> killSwitch
                || stopsReading.getAsBoolean()
                || work.filter(ScheduledRuns::readsForStopped).isPresent();
        Reading within = Reading.within(
                IntakeLimits.defaults().giveUpAfter(),
                () -> Duration.between(Instant.EPOCH, ticker.now()).toNanos(),
                stop);
        job.reading = file -> {
            BooleanSupplier ends = within.of(file);
            return () -> {
                boolean end = ends.getAsBoolean();
                ticker.pass(takes.apply(file));
                return end;
            };
        };
        Inbox looks = new Inbox(
                new InboxStore(ledger.jdbc),
                job.runs,
                Target.SANDBOX,
                IntakeLimits.defaults(),
                file -> job.reading.of(file),
                stop);
        ScheduledRuns newWork = new ScheduledRuns(
                job.runs,
                job.opener,
                () -> runner(job),
                new RunReports(job.runs, folder.resolve("reports"), Words.of(Locale.ENGLISH), ZONE),
                looks,
                served,
                Target.SANDBOX,
                () -> signal(),
                (run, progress) -> active.accept(run),
                events,
                ticker::now);
        ScheduleWorker shift = new ScheduleWorker(
                job.runs, served, Target.SANDBOX, looks, newWork, events, presence, () -> killSwitch, ticker::now);
        ScheduleTask newTask = new ScheduleTask(
                Target.SANDBOX, name -> Optional.of(campaign), shift::look, orders, List::of, ticker::now);
        jobs = Optional.of(job);
        task = Optional.of(newTask);
        work = Optional.of(newWork);
        store.revive(ticker.now());
        scheduler = Optional.of(scheduler(newTask));
        wake();
        return this;
    }

    private CampaignRunner runner(JobOnDisk job) {
        if (diesWhenARunBegins) {
            diesWhenARunBegins = false;
            dies();
            throw new Death();
        }
        return job.runner;
    }

    /** The process is gone, wherever it was. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    private RunSignal signal() {
        beforeWork.run();
        StopSignal signal = new StopSignal();
        return new RunSignal() {
            @Override
            public StopSignal signal() {
                return signal;
            }

            @Override
            public void close() {}
        };
    }

    private ManualScheduler scheduler(ScheduleTask of) {
        SettableClock clock = new SettableClock() {
            @Override
            public Instant now() {
                return ticker.now();
            }
        };
        TestHelper.ManualSchedulerBuilder builder = TestHelper.createManualScheduler(ledger.dataSource, of);
        builder.clock(clock);
        builder.serializer(new ScheduleJson());
        return builder.start();
    }

    /** Somebody looks after the campaign now. */
    void wake() {
        TaskInstance<ScheduleData> instance = task.orElseThrow().instance(NAME, ScheduleData.seenAt(ticker.now()));
        if (!scheduler.orElseThrow().scheduleIfNotExists(instance, ticker.now())) {
            scheduler.orElseThrow().reschedule(instance, ticker.now());
        }
    }

    /** The process is gone, and nobody looks. */
    void dies() {
        scheduler = Optional.empty();
    }

    /** Time passes until that hour in Shanghai, in March 2026, and everything happens that is due. */
    ScheduleRig until(String dayAndTime) {
        Instant end = LocalDateTime.parse("2026-03-" + dayAndTime).atZone(ZONE).toInstant();
        while (ticker.now().isBefore(end)) {
            Instant next = scheduler.isPresent() ? nextExecution() : end;
            Instant to = next.isBefore(end) ? next : end;
            while (ticker.now().isBefore(to)) {
                Duration left = Duration.between(ticker.now(), to);
                ticker.pass(left.compareTo(POLL) < 0 ? left : POLL);
                if (scheduler.isPresent()) {
                    presence.note();
                }
            }
            scheduler.ifPresent(ManualScheduler::runAnyDueExecutions);
        }
        return this;
    }

    /** The machine sleeps, and its processes with it; the first to wake notes that, or looks after the campaign. */
    ScheduleRig sleeps(Duration time, boolean notedFirst) {
        ticker.pass(time);
        if (notedFirst) {
            presence.note();
        }
        return this;
    }

    /** The one thread works on something else, while the process lives. */
    ScheduleRig isBusy(Duration time) {
        Instant end = ticker.now().plus(time);
        while (ticker.now().isBefore(end)) {
            ticker.pass(POLL);
            presence.note();
        }
        return this;
    }

    /** Somebody runs the campaign on a file of the inbox, while nobody serves it. */
    void runsByHand(String file) throws Exception {
        byHand(file, false);
    }

    /** As above, and submits nothing yet. */
    void preparesByHand(String file) throws Exception {
        byHand(file, true);
    }

    private void byHand(String file, boolean prepareOnly) throws Exception {
        JobOnDisk job = new JobOnDisk(ledger, new JdbcTransactionManager(ledger.dataSource), 1 << 16, api, ticker);
        RunRequest request =
                new RunRequest(campaign, List.of(inbox.resolve(file)), Target.SANDBOX, "", prepareOnly, true);
        job.runner.run(job.opener.open(request).plan(), new StopSignal(), new Progress());
    }

    /** A person stops the run that is worked on now. */
    void stops() {
        var unused = work.orElseThrow().stop();
    }

    /** A person stops this run. */
    void stops(Run run) {
        work.orElseThrow().stop(run);
    }

    /** A person says that a run or a campaign may go on; gives what that did. */
    String resumes(String subject) {
        return new ScheduleResume(store, served, ledger.runs, Target.SANDBOX, ticker.now())
                .resume(subject, orders::give)
                .english();
    }

    /** A person pauses the oldest run, whether it is worked on or not. */
    void pauses() {
        var unused = jobs().orders.pause(oldest().id(), "somebody", ticker.now(), work.orElseThrow()::interrupt);
    }

    /** A person gives the oldest run up. */
    void cancels() {
        var unused = jobs().orders
                .cancel(oldest().id(), new Cancellation("somebody", "", ticker.now()), work.orElseThrow()::interrupt);
    }

    /** As above, and the process dies when that is in the ledger, before anything was done about it. */
    void cancelsAndDies() {
        ledger.runs.cancel(oldest().id(), new Cancellation("somebody", "", ticker.now()));
        dies();
    }

    private Run oldest() {
        return runs().get(runs().size() - 1);
    }

    private JobOnDisk jobs() {
        return jobs.orElseThrow();
    }

    /** A person has looked at the paused run. */
    void releaseBrakes() {
        Run run = runs().get(0);
        new BrakeRelease(ledger.brakes.brakes(), ledger.runs, ledger.leases).release(run, "somebody", ticker.now());
    }

    private Instant nextExecution() {
        return ledger.jdbc
                .sql("select min(execution_time) from scheduled_tasks")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    ScheduleData data() {
        return store.find(NAME).orElseThrow();
    }

    List<Run> runs() {
        return ledger.runs.all();
    }

    /** All numbers that were submitted, from the first invented one on, each as often as it was. */
    long[] submitted() {
        return api.tasks().stream()
                .flatMapToLong(sent -> LongStream.of(sent.callees().nationals()))
                .map(number -> number - FIRST)
                .sorted()
                .toArray();
    }

    /** The days and hours in Shanghai at which requests left. */
    List<String> hours() {
        return api.sent().stream()
                .map(sent -> sent.signedAt()
                        .atZone(ZONE)
                        .toLocalDateTime()
                        .toString()
                        .substring(8, 13))
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
