package io.qianhu.cli;

import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.schedule.NightScheduler;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What other processes may ask of one that serves campaigns. */
final class ServedHome implements Controls {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext application;
    private final AtomicReference<@Nullable NightScheduler> scheduler = new AtomicReference<>();

    ServedHome(ConfigurableApplicationContext application) {
        this.application = application;
    }

    /** Until then it has nothing to say about campaigns. */
    void by(NightScheduler nights) {
        scheduler.set(nights);
    }

    private Optional<NightScheduler> nights() {
        return Optional.ofNullable(scheduler.get());
    }

    @Override
    public boolean serves() {
        return true;
    }

    @Override
    public String stop(String run) {
        return nights().flatMap(nights -> run.isEmpty() ? nights.stopRun() : nights.stopRun(run))
                .orElse("");
    }

    @Override
    public String find(String number) {
        return Application.find(application, number);
    }

    @Override
    public String resume(String subject, String by) {
        String brakes = Application.release(application, subject, by);
        String word = nights().map(nights -> nights.resume(subject)).orElse("");
        if (brakes.isEmpty()) {
            return word;
        }
        application
                .getBean(RunStore.class)
                .find(subject)
                .map(Run::campaign)
                .ifPresent(campaign -> nights().ifPresent(nights -> nights.wake(campaign)));
        return "released " + brakes + (word.isEmpty() ? "" : "; " + word);
    }

    @Override
    public String campaigns() {
        return nights().map(nights -> JSON.writeValueAsString(nights.campaigns()))
                .orElse("[]");
    }
}
