package io.qianhu.schedule;

import io.qianhu.campaign.Campaign;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.CampaignRunner;
import io.qianhu.job.Progress;
import io.qianhu.job.RunEnd;
import io.qianhu.job.RunOpener;
import io.qianhu.job.RunPlan;
import io.qianhu.job.RunRequest;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one run after the other as far as it gets without waiting. One thread works, any may stop it. */
public final class ScheduledRuns {
    private static final Logger log = LoggerFactory.getLogger(ScheduledRuns.class);

    private final RunStore runs;
    private final RunOpener opener;
    private final Supplier<CampaignRunner> runner;
    private final RunReports reports;
    private final Inbox inbox;
    private final ServedRuns served;
    private final Target target;
    private final Supplier<RunSignal> signals;
    private final BiConsumer<String, Progress> active;
    private final Consumer<ScheduleEvent> events;
    private final InstantSource clock;

    private final Map<String, Message> notes = new HashMap<>();
    private volatile @Nullable String reopened;
    private @Nullable StopSignal current;
    private @Nullable Run currentRun;

    /**
     * @param runner asked for when a run begins
     * @param signals one for each run; refuses by a RuntimeException when no run may begin
     * @param active hears the id of the run that is worked on and how far it is, and empty text when it is none any more
     */
    ScheduledRuns(
            RunStore runs,
            RunOpener opener,
            Supplier<CampaignRunner> runner,
            RunReports reports,
            Inbox inbox,
            ServedRuns served,
            Target target,
            Supplier<RunSignal> signals,
            BiConsumer<String, Progress> active,
            Consumer<ScheduleEvent> events,
            InstantSource clock) {
        this.runs = runs;
        this.opener = opener;
        this.runner = runner;
        this.reports = reports;
        this.inbox = inbox;
        this.served = served;
        this.target = target;
        this.signals = signals;
        this.active = active;
        this.events = events;
        this.clock = clock;
    }

    /**
     * How a run ended.
     *
     * @param byPerson whether a person has stopped it, so that it does not go on by itself; one that was cancelled does,
     *     because nothing of it is submitted any more
     */
    record Ended(RunEnd end, boolean byPerson) {}

    /**
     * Begins a run on these files, if they still have the content that was seen. From when it is stored they count as taken, and
     * nothing was read of them before that.
     */
    Ended begin(Campaign campaign, List<NewFile> files) {
        return work(() -> {
            List<Path> paths = files.stream().map(NewFile::path).toList();
            Map<Path, String> contents = files.stream().collect(Collectors.toMap(NewFile::path, NewFile::sha256));
            RunOpener.Opening opening =
                    opener.open(new RunRequest(campaign, paths, target, "", false, false), contents);
            Run run = opening.plan().run();
            inbox.taken(run, opening.contents());
            if (opening.plan().continued()) {
                served.seen(run, clock.instant());
            } else {
                served.begun(run, clock.instant());
            }
            return opening;
        });
    }

    /** Lets an unfinished run go on. */
    Ended goOn(Campaign campaign, Run run) {
        return work(() -> {
            RunOpener.Opening opening = reopen(campaign, run);
            inbox.taken(run, opening.contents());
            return opening;
        });
    }

    private RunOpener.Opening reopen(Campaign campaign, Run run) {
        reopened = run.id();
        try {
            return opener.reopen(campaign, run, false);
        } finally {
            reopened = null;
        }
    }

    /** Whether the files are read of a run that goes on, and somebody has stopped it since that began. */
    boolean readsForStopped() {
        String run = reopened;
        return run != null && isStopped(run);
    }

    private Ended work(Supplier<RunOpener.Opening> opened) {
        try (RunSignal signal = signals.get()) {
            RunOpener.Opening opening = opened.get();
            Run run = opening.plan().run();
            if (opening.alreadyCompleted()) {
                writeReports(run);
                return new Ended(new RunEnd(run.id(), run.state(), true, Message.NONE), false);
            }
            note(opening.plan());
            try {
                Progress progress = new Progress();
                begins(run, signal.signal(), progress);
                RunEnd end = runner.get().run(opening.plan(), signal.signal(), progress);
                writeReports(run);
                return new Ended(end, isStopped(run.id()));
            } finally {
                ends();
            }
        }
    }

    /** A run that goes on every few minutes has nothing new to say. */
    private void note(RunPlan plan) {
        Message note = plan.suppressionNote();
        if (!note.isEmpty() && !note.equals(notes.put(plan.run().id(), note))) {
            events.accept(ScheduleEvent.noted(plan.run().campaign(), plan.run().id(), note));
        }
    }

    /** What they say is in the ledger, and can be written again at any time. */
    private void writeReports(Run run) {
        try {
            reports.write(run.id());
        } catch (RuntimeException e) {
            log.warn("Run {} has no reports.", run.id(), e);
            events.accept(ScheduleEvent.trouble(
                    Message.of("schedule.reports-run-could-not-written", run.id(), Message.of(e), run.id())));
        }
    }

    private void begins(Run run, StopSignal signal, Progress progress) {
        synchronized (this) {
            current = signal;
            currentRun = run;
        }
        // Somebody may have stopped it after it was decided that it goes on, and before it could be seen here.
        if (isStopped(run.id())) {
            stop(signal, run);
        }
        active.accept(run.id(), progress);
    }

    private boolean isStopped(String run) {
        return served.isStopped(run)
                && runs.find(run).filter(found -> found.cancelled() == null).isPresent();
    }

    private void ends() {
        synchronized (this) {
            current = null;
            currentRun = null;
        }
        try {
            active.accept("", new Progress());
        } catch (RuntimeException e) {
            log.warn("Nobody could be told that no run is worked on.", e);
        }
    }

    /**
     * Ends the work on this run at its next list, unless that only brings a cancelled run to its end; what the ledger says
     * of it decides what comes next.
     */
    public boolean interrupt(String run, StopSignal.Cause cause, Message message) {
        Optional<StopSignal> signal = signalOf(run);
        signal.filter(found -> !isCancelled()).ifPresent(found -> found.stop(cause, message));
        return signal.isPresent();
    }

    /**
     * A person stops the run that is worked on; it goes on when it was resumed. Gives its id, empty when there is none. The
     * ledger has the order before the run has.
     */
    public Optional<String> stop() {
        Run run;
        synchronized (this) {
            run = currentRun;
        }
        if (run == null) {
            return Optional.empty();
        }
        stop(run);
        return Optional.of(run.id());
    }

    /** A person stops this run, whether it is worked on or waits. */
    void stop(Run run) {
        try {
            served.stop(run, clock.instant());
        } finally {
            signalOf(run.id()).ifPresent(signal -> stop(signal, run));
        }
    }

    private synchronized boolean isCancelled() {
        return currentRun != null && currentRun.cancelled() != null;
    }

    private synchronized Optional<StopSignal> signalOf(String run) {
        boolean isCurrent = currentRun != null && currentRun.id().equals(run);
        return isCurrent ? Optional.ofNullable(current) : Optional.empty();
    }

    private static void stop(StopSignal signal, Run run) {
        signal.stop(StopSignal.Cause.REQUEST, Message.of("schedule.stopped-request-goes-after-resume", run.id()));
    }
}
