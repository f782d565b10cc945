package io.qianhu.schedule;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.qianhu.campaign.Campaign;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.Progress;
import io.qianhu.ledger.LeaseOwner;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunState;
import io.qianhu.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks after campaigns by db-scheduler: an execution for each, done by one process at a time, its next time in the
 * ledger. One thread works, since runs share the account's rate; what waits is not worked on, so nothing blocks it.
 */
public final class CampaignScheduler implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** A run obeys its signal within the time of a request; what is not done by then is settled by the next start. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(CampaignScheduler.class);

    private final ScheduleParts parts;
    private final ScheduleStore store;
    private final ServedRuns served;
    private final ScheduleOrders orders = new ScheduleOrders();
    private final ScheduledRuns work;
    private final RunsWithoutCampaign without;
    private final ScheduleTask task;
    private final Scheduler scheduler;
    private volatile boolean closing;

    public CampaignScheduler(ScheduleParts parts) {
        this.parts = parts;
        JdbcClient jdbc = JdbcClient.create(parts.dataSource());
        this.store = new ScheduleStore(jdbc, parts.target());
        this.served = new ServedRuns(jdbc);
        this.without = new RunsWithoutCampaign(parts.runs(), parts.target(), parts.events());
        Inbox inbox = new Inbox(
                new InboxStore(jdbc),
                parts.runs(),
                parts.target(),
                parts.limits(),
                parts.reading(),
                parts.killSwitch());
        this.work = new ScheduledRuns(
                parts.runs(),
                parts.opener(),
                parts.runner(),
                parts.reports(),
                inbox,
                served,
                parts.target(),
                parts.signals(),
                this::active,
                parts.events(),
                parts.clock());
        ScheduleWorker shift = new ScheduleWorker(
                parts.runs(),
                served,
                parts.target(),
                inbox,
                work,
                parts.events(),
                parts.presence(),
                parts.killSwitch(),
                parts.clock());
        this.task = new ScheduleTask(
                parts.target(), parts.campaigns()::find, shift::look, orders, this::underWay, parts.clock());
        this.scheduler = new MonotonicPolling(parts.dataSource(), List.of(task))
                .clock(parts.clock()::instant)
                .serializer(new ScheduleJson())
                .schedulerName(
                        new SchedulerName.Fixed(LeaseOwner.ofThisProcess().id()))
                .addSchedulerListener(new LedgerTrouble(parts.events()))
                .threads(1)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(PATIENCE)
                .build();
    }

    /** Polls by monotonic time: by the clock, one that is set back by an hour would stop the polling for an hour. */
    private static final class MonotonicPolling extends SchedulerBuilder {
        MonotonicPolling(DataSource dataSource, List<Task<?>> tasks) {
            super(dataSource, tasks);
        }

        @Override
        protected Waiter buildWaiter() {
            Instant start = Instant.EPOCH;
            long nanos = System.nanoTime();
            Clock monotonic = () -> start.plusNanos(System.nanoTime() - nanos);
            return new Waiter(POLL, monotonic);
        }
    }

    private List<CurrentlyExecuting> underWay() {
        return scheduler.getCurrentlyExecuting();
    }

    /** The scheduler does not look for more to do while a run is worked on; what it found would only pile up. */
    private void active(String run, Progress progress) {
        if (!run.isEmpty()) {
            scheduler.pause();
        } else if (!closing) {
            scheduler.resume();
        }
        parts.active().accept(run, progress);
    }

    /** Takes over what an earlier process of this home left, and begins. */
    public void start() {
        store.revive(now());
        parts.campaigns().all().forEach(campaign -> wake(campaign.name()));
        scheduler.start();
    }

    /**
     * The campaign is looked after as soon as may be: it is new, has changed, or somebody said something about it. So what
     * it waited for may have changed, too.
     */
    public void wake(String campaign) {
        var unused = orders.give(campaign, data -> data.retry(null));
        TaskInstance<ScheduleData> instance = task.instance(campaign, ScheduleData.seenAt(now()));
        if (!scheduler.scheduleIfNotExists(instance, now())) {
            try {
                scheduler.reschedule(instance, now());
            } catch (TaskInstanceCurrentlyExecutingException e) {
                // Whoever is at it looks for orders when that is done.
                log.debug("Campaign {} is being looked after.", campaign, e);
            }
        }
        scheduler.triggerCheckForDueExecutions();
    }

    /** Looks for campaigns that came, changed or went. Called every second or so. */
    public void poll() {
        parts.campaigns().poll().forEach(this::wake);
        without.look(parts.campaigns().all().stream().map(Campaign::name).collect(Collectors.toSet()));
    }

    private Instant now() {
        // As precise as the ledger keeps it, or the scheduler would not find it due.
        return parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Stops the run that is worked on, until it is resumed; gives its id, empty when there is none. */
    public Optional<String> stopRun() {
        return work.stop();
    }

    /** Stops this run until it is resumed, also while it waits; gives its id, empty when it is not one that could go on. */
    public Optional<String> stopRun(String id) {
        Optional<Run> run = parts.runs()
                .find(id)
                .filter(found ->
                        found.target() == parts.target() && found.state().unfinished());
        run.ifPresent(work::stop);
        return run.map(Run::id);
    }

    /** Whether the files are read of a run that somebody has stopped since that began. */
    public boolean readsForStopped() {
        return work.readsForStopped();
    }

    /** Ends the work on this run at its next list; false when it is not worked on. */
    public boolean interrupt(String run, StopSignal.Cause cause, Message message) {
        return work.interrupt(run, cause, message);
    }

    /**
     * A person lets a campaign or a run go on: answers yes to a missed schedule, lifts a stop, tries again at once.
     *
     * @param subject name of a campaign, or id of a run
     * @return what was done, a half-sentence; empty when nothing waits for a person
     */
    public Message resume(String subject) {
        Optional<String> campaign = parts.runs().find(subject).map(Run::campaign);
        Message done =
                new ScheduleResume(store, served, parts.runs(), parts.target(), now()).resume(subject, orders::give);
        if (!done.isEmpty()) {
            wake(campaign.orElse(subject));
        }
        return done;
    }

    /** Where every campaign stands. */
    public List<CampaignSchedule> campaigns() {
        return parts.campaigns().all().stream().map(this::schedule).toList();
    }

    private CampaignSchedule schedule(Campaign campaign) {
        if (campaign.schedule() == null) {
            return new CampaignSchedule(campaign.name(), "", null, Message.of("schedule.no-schedule-run-command"));
        }
        @Nullable
        Instant next = campaign.schedule()
                .cron()
                .next(now(), campaign.dispatch().zone())
                .orElse(null);
        String schedule = campaign.schedule().cron() + " " + campaign.dispatch().zone();
        Message doing = store.find(campaign.name())
                .map(data -> doing(campaign, data))
                .orElse(Message.of("schedule.about-looked-after"));
        return new CampaignSchedule(campaign.name(), schedule, next, doing);
    }

    private Message doing(Campaign campaign, ScheduleData data) {
        Optional<Run> unfinished = parts.runs().all().stream()
                .filter(run -> run.campaign().equals(campaign.name()) && run.target() == parts.target())
                .filter(run -> run.state().unfinished())
                .reduce((later, earlier) -> earlier);
        if (unfinished.isPresent()) {
            return doing(unfinished.get(), data);
        }
        if (data.asked() != null) {
            return Message.of("schedule.schedule-waits-word", data.asked(), campaign.name());
        }
        ScheduleData.Looking looking = data.looking();
        if (looking != null) {
            return looking.trouble().isEmpty()
                    ? Message.of("schedule.looks-files-until", looking.until())
                    : Message.of("schedule.looks-for-files-since", looking.until(), looking.trouble());
        }
        return Message.of("schedule.waits");
    }

    private Message doing(Run run, ScheduleData data) {
        ScheduleData.Retry retry = data.retry();
        // What is remembered is written when the work ends, so it may be older than the run's state.
        if (run.state() == RunState.RUNNING) {
            return Message.of("schedule.works-run", run.id());
        }
        if (run.id().equals(data.held())) {
            return Message.of("schedule.run-not-go-itself", run.id(), run.id());
        }
        if (served.isStopped(run.id()) && run.cancelled() == null) {
            return Message.of("schedule.run-stopped-resume-lets-go", run.id(), run.id());
        }
        if (retry != null && retry.run().equals(run.id())) {
            return retry.failures() == 0
                    ? Message.of("schedule.run-goes", run.id(), retry.notBefore(), retry.message())
                    : Message.of("schedule.run-tried-again", run.id(), retry.notBefore(), retry.message());
        }
        return run.state().of(run.id(), run.note());
    }

    /** Nothing begins from now on; {@link #close} is to follow. */
    public void ends() {
        closing = true;
        scheduler.pause();
    }

    /**
     * Returns when nothing is worked on any more; the run's signal must have been set before. The polling rests before
     * the scheduler interrupts its threads, for an interrupt in the midst of a query would close the database's file.
     */
    @Override
    public void close() {
        ends();
        scheduler.stop();
    }
}
