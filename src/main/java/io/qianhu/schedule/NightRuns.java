package io.qianhu.schedule;

import io.qianhu.campaign.Campaign;
import io.qianhu.dispatch.StopSignal;
import io.qianhu.job.CampaignRunner;
import io.qianhu.job.Progress;
import io.qianhu.job.RunEnd;
import io.qianhu.job.RunOpener;
import io.qianhu.job.RunRequest;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.Target;
import io.qianhu.report.RunReports;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings one run after the other as far as it gets without waiting. One thread works, any may stop it. */
public final class NightRuns {
    private final RunOpener opener;
    private final Supplier<CampaignRunner> runner;
    private final RunReports reports;
    private final Inbox inbox;
    private final Target target;
    private final Supplier<RunSignal> signals;
    private final Consumer<String> active;

    private @Nullable StopSignal current;
    private @Nullable String currentRun;
    private boolean stoppedByPerson;

    /**
     * @param runner asked for when a run begins
     * @param signals one for each run; refuses by a RuntimeException when no run may begin
     * @param active hears the id of the run that is worked on, and empty text when it is none any more
     */
    NightRuns(
            RunOpener opener,
            Supplier<CampaignRunner> runner,
            RunReports reports,
            Inbox inbox,
            Target target,
            Supplier<RunSignal> signals,
            Consumer<String> active) {
        this.opener = opener;
        this.runner = runner;
        this.reports = reports;
        this.inbox = inbox;
        this.target = target;
        this.signals = signals;
        this.active = active;
    }

    /**
     * How a run ended.
     *
     * @param byPerson whether a person has stopped it, so that it does not go on by itself
     */
    record Ended(RunEnd end, boolean byPerson) {}

    /** Begins a run on these files. From when it is stored they count as taken, and nothing was read of them before that. */
    Ended begin(Campaign campaign, List<Path> files) {
        return work(() -> {
            RunOpener.Opening opening = opener.open(new RunRequest(campaign, files, target, "", false, false));
            inbox.taken(opening.plan().run(), files);
            return opening;
        });
    }

    /** Lets an unfinished run go on. */
    Ended goOn(Campaign campaign, Run run) {
        return work(() -> {
            RunOpener.Opening opening = opener.reopen(campaign, run, false);
            if (!run.intakeDone()) {
                inbox.taken(run, opener.namedFiles(run));
            }
            return opening;
        });
    }

    private Ended work(Supplier<RunOpener.Opening> opened) {
        try (RunSignal signal = signals.get()) {
            RunOpener.Opening opening = opened.get();
            Run run = opening.plan().run();
            if (opening.alreadyCompleted()) {
                reports.write(run.id());
                return new Ended(new RunEnd(run.id(), run.state(), true, ""), false);
            }
            try {
                begins(run.id(), signal.signal());
                RunEnd end = runner.get().run(opening.plan(), signal.signal(), new Progress());
                reports.write(run.id());
                return new Ended(end, wasStoppedByPerson());
            } finally {
                ends();
            }
        }
    }

    private void begins(String run, StopSignal signal) {
        synchronized (this) {
            current = signal;
            currentRun = run;
            stoppedByPerson = false;
        }
        active.accept(run);
    }

    private void ends() {
        synchronized (this) {
            current = null;
            currentRun = null;
        }
        active.accept("");
    }

    private synchronized boolean wasStoppedByPerson() {
        return stoppedByPerson;
    }

    /** Ends the work on this run at its next list; what the ledger says of it decides what comes next. */
    public boolean interrupt(String run, StopSignal.Cause cause, String message) {
        StopSignal signal;
        synchronized (this) {
            if (current == null || !run.equals(currentRun)) {
                return false;
            }
            signal = current;
        }
        signal.stop(cause, message);
        return true;
    }

    /** A person stops the run that is worked on; it goes on when it was resumed. Gives its id, empty when there is none. */
    public Optional<String> stop() {
        StopSignal signal;
        String run;
        synchronized (this) {
            if (current == null || currentRun == null) {
                return Optional.empty();
            }
            signal = current;
            run = currentRun;
            stoppedByPerson = true;
        }
        signal.stop(StopSignal.Cause.REQUEST, "stopped by request; it goes on after `qianhu resume " + run + "`");
        return Optional.of(run);
    }
}
