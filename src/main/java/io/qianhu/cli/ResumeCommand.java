package io.qianhu.cli;

import io.qianhu.job.BrakeRelease;
import io.qianhu.job.Home;
import io.qianhu.job.KillSwitch;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import io.qianhu.schedule.ScheduleResume;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qianhu resume}. */
@Command(
        name = "resume",
        description = {
            "Releases the brakes that pause a run (limits, canary, check of the first list): for this run they are not"
                    + " pulled again. A run that waits for it goes on; else run its command again.",
            "Where `qianhu serve` runs campaigns: also lets a run go on that was stopped, has a failed one tried again at"
                    + " once, and makes up for the missed schedule of the campaign that is named.",
            "With --all the kill switch is taken off."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu resume k3f9x2mq",
            "  qianhu resume k3f9x2mq --by wang.li",
            "  qianhu resume spring-renewal",
            "  qianhu resume --all",
            "",
            "Exit codes: 0 done; 2 there is nothing to resume."
        })
final class ResumeCommand extends QianhuCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "The run's id, or the name of a campaign whose schedule was missed.")
    private @Nullable String run;

    @Option(names = "--all", description = "Take the kill switch off.")
    private boolean all;

    @Mixin
    private final Decider decider = new Decider();

    ResumeCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() throws IOException {
        SettingsLoader.Loaded loaded = load();
        if (run == null && all) {
            return killSwitchOff(KillSwitch.of(loaded.settings().home()), loaded.words());
        }
        if (run == null || all) {
            throw usage(Message.of("cli.give-run-them"));
        }
        Decision.requireName(decider.by);
        return resume(loaded, run);
    }

    private ExitCode killSwitchOff(KillSwitch killSwitch, Words words) throws IOException {
        if (!killSwitch.off()) {
            return refused(Message.of("cli.kill-switch-off-already"));
        }
        return done(words.get("resume.kill-switch"));
    }

    private ExitCode resume(SettingsLoader.Loaded loaded, String id) {
        RunBook book = new RunBook(loaded);
        Words words = loaded.words();
        if (book.isServed()) {
            Optional<Message> done = book.resume(id, decider.by);
            if (done.isPresent()) {
                return done.get().isEmpty()
                        ? refused(Message.of("cli.nothing-waits-person-word", id))
                        : done(words.get("resume.served", id, words.said(done.get())));
            }
        }
        if (book.active().filter(id::equals).isPresent()) {
            Optional<Message> released = book.resume(id, decider.by);
            if (released.isPresent()) {
                return answer(id, words.said(released.get()), words.get("resume.goes-on"), words);
            }
        }
        try (Home home = Homes.take(loaded.settings().home());
                ConfigurableApplicationContext application = Application.start(loaded, home)) {
            Optional<Run> found = application.getBean(RunStore.class).find(id);
            Message word = ScheduleResume.unattended(
                    JdbcClient.create(application.getBean(DataSource.class)),
                    application.getBean(RunStore.class),
                    id,
                    Clock.systemUTC().instant());
            if (found.isEmpty()) {
                return word.isEmpty()
                        ? refused(UnknownRun.message(id))
                        : done(words.get("resume.at-next-serve", id, words.said(word)));
            }
            String released = Brakes.names(application
                    .getBean(BrakeRelease.class)
                    .release(found.get(), decider.by, Clock.systemUTC().instant()));
            if (!released.isEmpty()) {
                application.getBean(RunReports.class).write(id);
            }
            if (released.isEmpty() && !word.isEmpty()) {
                return done(words.get("resume.run-at-next-serve", id, words.said(word)));
            }
            return answer(id, released, words.get("resume.run-again"), words);
        }
    }

    private ExitCode answer(String id, String released, String next, Words words) {
        return released.isEmpty()
                ? refused(Message.of("cli.no-brake-holds-run", id))
                : done(words.get("resume.released", id, released, next));
    }
}
