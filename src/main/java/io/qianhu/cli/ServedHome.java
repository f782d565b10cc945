package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.message.Message;
import io.qianhu.schedule.CampaignSchedule;
import io.qianhu.schedule.CampaignScheduler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The work of a process that serves campaigns. */
final class ServedHome implements OrderHandler.Work {
    private final AtomicReference<@Nullable CampaignScheduler> scheduler = new AtomicReference<>();

    /** Until then it has nothing to say about campaigns. */
    void by(CampaignScheduler schedules) {
        scheduler.set(schedules);
    }

    private Optional<CampaignScheduler> schedules() {
        return Optional.ofNullable(scheduler.get());
    }

    @Override
    public boolean interrupt(String run, StopSignal.Cause cause, Message message) {
        return schedules()
                .map(schedules -> schedules.interrupt(run, cause, message))
                .orElse(false);
    }

    @Override
    public Answer stop(@Nullable String run) {
        return schedules()
                .flatMap(schedules -> run == null ? schedules.stopRun() : schedules.stopRun(run))
                .map(stopped -> Answer.done(Message.NONE))
                .orElseGet(() -> Answer.refused(
                        run == null
                                ? Message.of("cli.no-run-active")
                                : Message.of("cli.run-none-serve-could-let", run)));
    }

    @Override
    public Optional<Message> resume(String subject) {
        return Optional.of(
                schedules().map(schedules -> schedules.resume(subject)).orElse(Message.NONE));
    }

    @Override
    public boolean goesOnWith(String subject) {
        return true;
    }

    @Override
    public void wake(String campaign) {
        schedules().ifPresent(schedules -> schedules.wake(campaign));
    }

    @Override
    public List<CampaignSchedule> campaigns() {
        return schedules().map(CampaignScheduler::campaigns).orElse(List.of());
    }
}
