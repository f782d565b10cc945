package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** The service that a run went to, for work on it without its campaign; which one that is only the ledger knows. */
final class ItsService {
    private final SettingsLoader.Loaded loaded;
    private final AtomicReference<Application.@Nullable Api> api = new AtomicReference<>();

    ItsService(SettingsLoader.Loaded loaded) {
        this.loaded = loaded;
    }

    interface Work {
        ExitCode on(ConfigurableApplicationContext application, Home home, Run run);
    }

    /** Takes the home, opens the ledger and reaches the service; exit 2 where there is no such run. */
    static ExitCode work(SettingsLoader.Loaded loaded, String run, CommandLine commandLine, Work work) {
        ItsService service = new ItsService(loaded);
        try (Home home = Homes.take(loaded.settings().home());
                ConfigurableApplicationContext application = service.open(home)) {
            return service.reach(application, home, run, found -> work.on(application, home, found))
                    .orElseGet(() -> {
                        commandLine.getErr().println(UnknownRun.message(run));
                        return ExitCode.REFUSED;
                    });
        }
    }

    /** Opens the ledger; what asks for the service there must not be used before it is reached. */
    ConfigurableApplicationContext open(Home home) {
        return Application.start(loaded, () -> Objects.requireNonNull(api.get()), home);
    }

    /** Does the work while the service is there; empty where there is no such run. */
    <T> Optional<T> reach(ConfigurableApplicationContext application, Home home, String run, Function<Run, T> work) {
        return application.getBean(RunStore.class).find(run).map(found -> {
            try (TargetApi target = TargetApi.open(loaded, home, found.target())) {
                api.set(target.api());
                return work.apply(found);
            }
        });
    }
}
