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
        return all ? stopAll(loaded) : stopActive(new RunBook(loaded), loaded.words());
    }

    private ExitCode stopAll(SettingsLoader.Loaded loaded) throws IOException {
        boolean wasOff = KillSwitch.of(loaded.settings().home()).on();
        Optional<String> active = new RunBook(loaded).active();
        Words words = loaded.words();
        String run = active.map(name -> words.get("stop.all.run", name)).orElse(words.get("stop.all.none"));
        return done(words.get("stop.all", wasOff ? "" : words.get("stop.all.before"), run));
    }

    private ExitCode stopActive(RunBook book, Words words) {
        Optional<String> active = book.active();
        if (active.isEmpty()) {
            return refused(Message.of("cli.no-run-active-qianhu-home"));
        }
        boolean served = book.isServed();
        if (served && run != null) {
            return stopServed(book, run, words);
        }
        if (served && active.get().isEmpty()) {
            return refused(Message.of("cli.no-run-active"));
        }
        String name = active.get().isEmpty() ? words.get("stop.about-to-begin") : active.get();
        if (run != null && !run.equals(active.get())) {
            return refused(Message.of("cli.run-not-active", run, name));
        }
        boolean told = book.stop();
        String key = told ? (served ? "stop.served" : "stop.run") : "stop.ended";
        return done(words.get(key, name));
    }

    private ExitCode stopServed(RunBook book, String id, Words words) {
        Optional<String> stopped = book.stop(id).filter(name -> !name.isEmpty());
        if (stopped.isEmpty()) {
            return refused(Message.of("cli.run-none-serve-could-let", id));
        }
        return done(words.get("stop.served", id));
    }
}
