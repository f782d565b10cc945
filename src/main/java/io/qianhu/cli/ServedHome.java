package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import io.qianhu.schedule.CampaignScheduler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What other processes may ask of one that serves campaigns. */
final class ServedHome implements Controls {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext application;
    private final LaterReports reports;
    private final AtomicReference<@Nullable CampaignScheduler> scheduler = new AtomicReference<>();

    ServedHome(ConfigurableApplicationContext application, LaterReports reports) {
        this.application = application;
        this.reports = reports;
    }

    /** Until then it has nothing to say about campaigns. */
    void by(CampaignScheduler schedules) {
        scheduler.set(schedules);
    }

    private Optional<CampaignScheduler> schedules() {
        return Optional.ofNullable(scheduler.get());
    }

    @Override
    public boolean serves() {
        return true;
    }

    @Override
    public String stop(String run) {
        return schedules()
                .flatMap(schedules -> run.isEmpty() ? schedules.stopRun() : schedules.stopRun(run))
                .orElse("");
    }

    @Override
    public String find(String number) {
        return Application.find(application, number);
    }

    @Override
    public Message resume(String subject, String by) {
        String brakes = Application.release(application, subject, by);
        Message word = schedules().map(schedules -> schedules.resume(subject)).orElse(Message.NONE);
        if (brakes.isEmpty()) {
            return word;
        }
        wake(subject);
        return word.isEmpty() ? Message.of("cli.released", brakes) : Message.of("cli.released-and", brakes, word);
    }

    @Override
    public Ordered pause(String run, String by) {
        return woken(run, Application.pause(application, run, by, this::interrupt));
    }

    @Override
    public Ordered cancel(String run, String by, String reason) {
        return woken(run, Application.cancel(application, run, by, reason, this::interrupt));
    }

    @Override
    public Ordered resolve(String run, int list, Decision decision) {
        return woken(run, Application.resolve(application, run, list, decision));
    }

    @Override
    public Ordered report(String run) {
        return Application.report(application, run);
    }

    private boolean interrupt(String run, StopSignal.Cause cause, Message message) {
        return schedules()
                .map(schedules -> schedules.interrupt(run, cause, message))
                .orElse(false);
    }

    /** The campaign has something else to do now. */
    private Ordered woken(String run, Ordered ordered) {
        if (ordered.done()) {
            wake(run);
        }
        if (ordered.toReport()) {
            reports.write(run);
        }
        return ordered;
    }

    private void wake(String run) {
        application
                .getBean(RunStore.class)
                .find(run)
                .map(Run::campaign)
                .ifPresent(campaign -> schedules().ifPresent(schedules -> schedules.wake(campaign)));
    }

    @Override
    public String campaigns() {
        return schedules()
                .map(schedules -> JSON.writeValueAsString(schedules.campaigns()))
                .orElse("[]");
    }
}
