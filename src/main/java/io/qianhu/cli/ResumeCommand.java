package io.qianhu.cli;

import io.qianhu.job.KillSwitch;
import io.qianhu.ledger.Decision;
import io.qianhu.message.Message;
import io.qianhu.report.Words;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        if (run == null && all) {
            SettingsLoader.Loaded loaded = load();
            return killSwitchOff(KillSwitch.of(loaded.settings().home()), loaded.words());
        }
        if (run == null || all) {
            throw usage(Message.of("cli.give-run-them"));
        }
        Decision.requireName(decider.by);
        return order(new Order.Resume(run, decider.by));
    }

    private ExitCode killSwitchOff(KillSwitch killSwitch, Words words) throws IOException {
        if (!killSwitch.off()) {
            return refused(Message.of("cli.kill-switch-off-already"));
        }
        return done(words.get("resume.kill-switch"));
    }
}
