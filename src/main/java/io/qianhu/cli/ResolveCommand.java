package io.qianhu.cli;

import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.job.Home;
import io.qianhu.job.RunDecisions;
import io.qianhu.ledger.Decided;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.Resolution;
import io.qianhu.ledger.Run;
import io.qianhu.ledger.RunStore;
import io.qianhu.ledger.Target;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qianhu resolve}. */
@Command(
        name = "resolve",
        description = {
            "Records what a person decides about lists that are held or refused, or unconfirmed where nobody can look"
                    + " them up any more. Look the list's task name (tasks.csv) up in the vendor's console first."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  qianhu resolve k3f9x2mq 12 --accepted 4001112222",
            "  qianhu resolve k3f9x2mq 3 7 9 --resubmit --reason 资质已更新",
            "  qianhu resolve k3f9x2mq 12 --abandon --by wang.li",
            "",
            "Exit codes: 0 recorded; 2 there is nothing to decide, and the message says why."
        })
final class ResolveCommand implements Callable<Integer> {
    private final List<String> settings;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "LIST", description = "Numbers of call lists.")
    private List<Integer> lists = List.of();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private How how;

    @Option(names = "--by", paramLabel = "NAME", description = "Who decides; by default this system user.")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in one line; kept with the decision.")
    private String reason = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Exactly one of three. */
    static final class How {
        @Option(
                names = "--accepted",
                paramLabel = "TASK_ID",
                description = "The task exists under this id; its numbers are called by it and by no other.")
        private @Nullable String accepted;

        @Option(
                names = "--resubmit",
                description =
                        "Nobody was called by it: the next run submits it again. Held and unconfirmed lists only when"
                                + " their request can no longer be accepted, and no list of which a task was seen.")
        private boolean resubmit;

        @Option(names = "--abandon", description = "Give it up: it is not submitted again.")
        private boolean abandon;

        Resolution resolution() {
            if (accepted != null) {
                return Resolution.ACCEPTED;
            }
            if (abandon == resubmit) {
                throw new IllegalStateException("exactly one of the three is given");
            }
            return resubmit ? Resolution.RESUBMIT : Resolution.ABANDON;
        }
    }

    ResolveCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        if (how.accepted != null && lists.size() > 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--accepted TASK_ID belongs to one LIST");
        }
        Decision decision = new Decision(
                how.resolution(), how.accepted, by, reason, Clock.systemUTC().instant());
        SettingsLoader.Loaded loaded = SettingsLoader.load(settings);
        try (Home home = Homes.take(loaded.settings().home());
                ConfigurableApplicationContext application = Application.start(loaded, home)) {
            return resolve(application, decision, loaded);
        }
    }

    /** A shorter setting may be left from a sandbox; a live request can be accepted for as long as ever. */
    static Duration settleAfter(Run run, QianhuSettings configured) {
        Duration set = configured.dispatch().settleAfter();
        boolean elsewhere = run.target() == Target.LIVE && !configured.dyvms().loopback();
        return elsewhere && set.compareTo(DispatcherSettings.SAFE_SETTLE_AFTER) < 0
                ? DispatcherSettings.SAFE_SETTLE_AFTER
                : set;
    }

    private int resolve(ConfigurableApplicationContext application, Decision decision, SettingsLoader.Loaded loaded) {
        Words words = loaded.words();
        RunStore runs = application.getBean(RunStore.class);
        PrintWriter out = spec.commandLine().getOut();
        for (int list : lists) {
            Optional<Run> found = runs.find(run);
            if (found.isEmpty()) {
                spec.commandLine().getErr().println(UnknownRun.message(run));
                return ExitCode.REFUSED.number();
            }
            Decided decided = application
                    .getBean(RunDecisions.class)
                    .decide(found.get(), list, decision, settleAfter(found.get(), loaded.settings()));
            out.println(words.get(
                    "resolve.list",
                    list,
                    decided.transition().from(),
                    decided.transition().to(),
                    decided.by()));
            out.flush();
        }
        application.getBean(RunReports.class).write(run);
        Run now = runs.find(run).orElseThrow();
        String note = now.note() == null ? "" : words.get("colon") + words.said(now.note());
        out.println(words.get("resolve.run", run, now.state(), note));
        return ExitCode.COMPLETED.number();
    }
}
