package io.qianhu.cli;

import io.qianhu.job.KillSwitch;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qianhu stop}. */
@Command(
        name = "stop",
        description = {
            "Asks the active run to stop at the next list: requests under way are waited for."
                    + " Running its command again continues it; where `qianhu serve` works on it, `qianhu resume` does.",
            "With --all the kill switch is put on: the file STOP in qianhu.home, which anybody can make by hand too."
                    + " While it is there no run begins or goes on."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu stop",
            "  qianhu stop k3f9x2mq",
            "  qianhu stop --all",
            "",
            "Exit codes: 0 asked; 2 no such run is active."
        })
final class StopCommand extends QianhuCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "Stop only if this is the active run; where campaigns are served, also one that waits.")
    private @Nullable String run;

    @Option(names = "--all", description = "Submit nothing from this qianhu.home until `qianhu resume --all`.")
    private boolean all;

    StopCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() throws IOException {
        if (all && run != null) {
            throw usage(Message.of("cli.give-run-not-both"));
        }
        SettingsLoader.Loaded loaded = load();
        try (HomeAccess home = new HomeAccess(loaded, err()::println)) {
            return all ? stopAll(loaded, home) : stopActive(home, loaded.words());
        }
    }

    private ExitCode stopAll(SettingsLoader.Loaded loaded, HomeAccess home) throws IOException {
        boolean wasOff = KillSwitch.of(loaded.settings().home()).on();
        Words words = loaded.words();
        String active = home.owner()
                .map(owner -> words.get("stop.all.run", owner.run()))
                .orElse(words.get("stop.all.none"));
        return done(words.get("stop.all", wasOff ? "" : words.get("stop.all.before"), active));
    }

    private ExitCode stopActive(HomeAccess home, Words words) {
        Optional<ControlFile> owner = home.owner();
        if (owner.isEmpty()) {
            return refused(Message.of("cli.no-run-active-qianhu-home"));
        }
        boolean served = owner.get().serves();
        String active = owner.get().run();
        if (!served && run != null && !run.equals(active)) {
            return refused(Message.of("cli.run-not-active", run, named(active, words)));
        }
        String name = served && run != null ? run : named(active, words);
        Optional<Answer> answer = home.askOwner(new Order.StopRun(run));
        return answer.isPresent() && !answer.get().isDone()
                ? refused(answer.get().message())
                : done(words.get(answer.isEmpty() ? "stop.ended" : served ? "stop.served" : "stop.run", name));
    }

    private static String named(String active, Words words) {
        return active.isEmpty() ? words.get("stop.about-to-begin") : active;
    }
}
