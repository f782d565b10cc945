package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** The service that a run went to, for work on it without its campaign; which one that is only the ledger knows. */
final class ItsService implements AutoCloseable {
    private final SettingsLoader.Loaded loaded;
    private final Home home;
    private final @Nullable String run;
    private @Nullable ConfigurableApplicationContext application;
    private @Nullable TargetApi api;

    ItsService(SettingsLoader.Loaded loaded, Home home, @Nullable String run) {
        this.loaded = loaded;
        this.home = home;
        this.run = run;
    }

    interface Work {
        ExitCode on(ConfigurableApplicationContext application, Home home, Run run);
    }

    /**
     * Takes the home, opens the ledger and does the work on the run.
     *
     * @throws DecisionRefused when there is no such run
     */
    static ExitCode work(SettingsLoader.Loaded loaded, String run, Work work) {
        try (Home home = Homes.take(loaded.settings().home());
                ItsService service = new ItsService(loaded, home, run);
                ConfigurableApplicationContext application = service.start()) {
            return work.on(application, home, service.run(application));
        }
    }

    /** Opens the ledger; the service is there from when something is asked of it. */
    ConfigurableApplicationContext start() {
        ConfigurableApplicationContext started = Application.start(loaded, this::api, home);
        application = started;
        return started;
    }

    private Run run(ConfigurableApplicationContext opened) {
        return Optional.ofNullable(run)
                .flatMap(opened.getBean(RunStore.class)::find)
                .orElseThrow(() -> new DecisionRefused(UnknownRun.message(run)));
    }

    private Application.Api api() {
        TargetApi opened = TargetApi.open(
                loaded, home, run(Objects.requireNonNull(application)).target());
        api = opened;
        return opened.api();
    }

    @Override
    public void close() {
        if (api != null) {
            api.close();
        }
    }
}
