package io.qianhu.cli;

import io.qianhu.job.RunEnd;
import io.qianhu.message.Message;
import io.qianhu.schedule.ScheduleEvents;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells several listeners, in their order. */
final class AllEvents implements ScheduleEvents {
    private final List<ScheduleEvents> listeners;

    AllEvents(ScheduleEvents first) {
        listeners = new CopyOnWriteArrayList<>(List.of(first));
    }

    /** One more, from now on. */
    void add(ScheduleEvents listener) {
        listeners.add(listener);
    }

    private void each(Consumer<ScheduleEvents> event) {
        listeners.forEach(event);
    }

    @Override
    public void missed(String campaign, List<Instant> due, Message becomes) {
        each(one -> one.missed(campaign, due, becomes));
    }

    @Override
    public void asks(String campaign, Instant due) {
        each(one -> one.asks(campaign, due));
    }

    @Override
    public void nothingCame(String campaign, Instant due, Message why) {
        each(one -> one.nothingCame(campaign, due, why));
    }

    @Override
    public void leftOut(String campaign, Instant due, List<Path> files) {
        each(one -> one.leftOut(campaign, due, files));
    }

    @Override
    public void waitsBehind(String campaign, Instant due, String run, Message why) {
        each(one -> one.waitsBehind(campaign, due, run, why));
    }

    @Override
    public void waitsForWord(String campaign, String run, Message why) {
        each(one -> one.waitsForWord(campaign, run, why));
    }

    @Override
    public void asksAboutRead(String campaign, Instant due, String other) {
        each(one -> one.asksAboutRead(campaign, due, other));
    }

    @Override
    public void noted(String campaign, String run, Message note) {
        each(one -> one.noted(campaign, run, note));
    }

    @Override
    public void refused(String campaign, Message message) {
        each(one -> one.refused(campaign, message));
    }

    @Override
    public void runEnded(String campaign, RunEnd end) {
        each(one -> one.runEnded(campaign, end));
    }

    @Override
    public void trouble(Message message) {
        each(one -> one.trouble(message));
    }

    @Override
    public void brokenCampaign(Path file, Message message) {
        each(one -> one.brokenCampaign(file, message));
    }

    @Override
    public void campaignChanged(Path file, Message what) {
        each(one -> one.campaignChanged(file, what));
    }
}
