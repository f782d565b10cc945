package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** Work on one run that asks the service it went to, without its campaign; which service that is only the ledger knows. */
final class AtItsService {
    private AtItsService() {}

    interface Work {
        ExitCode on(ConfigurableApplicationContext application, Home home, Run run);
    }

    /** Takes the home, opens the ledger and reaches the service; exit 2 where there is no such run. */
    static ExitCode work(SettingsLoader.Loaded loaded, String run, CommandLine commandLine, Work work) {
        AtomicReference<Application.@Nullable Api> api = new AtomicReference<>();
        try (Home home = Homes.take(loaded.settings().home());
                ConfigurableApplicationContext application =
                        Application.start(loaded, () -> Objects.requireNonNull(api.get()), home)) {
            Optional<Run> found = application.getBean(RunStore.class).find(run);
            if (found.isEmpty()) {
                commandLine.getErr().println(UnknownRun.message(run));
                return ExitCode.REFUSED;
            }
            try (TargetApi target = TargetApi.open(loaded, home, found.get().target())) {
                api.set(target.api());
                return work.on(application, home, found.get());
            }
        }
    }
}
