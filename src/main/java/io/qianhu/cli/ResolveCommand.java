package io.qianhu.cli;

import io.qianhu.ledger.Decision;
import io.qianhu.ledger.Resolution;
import io.qianhu.message.Message;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qianhu resolve}. */
@Command(
        name = "resolve",
        description = {
            "Records what a person decides about lists that are held or refused, or unconfirmed where nobody can look"
                    + " them up any more. Look the list's task name (tasks.csv) up in the vendor's console first."
                    + " Works beside a process that runs other runs, such as `qianhu serve`."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu resolve k3f9x2mq 12 --accepted 4001112222",
            "  qianhu resolve k3f9x2mq 3 7 9 --resubmit --reason 资质已更新",
            "  qianhu resolve k3f9x2mq 12 --abandon --by wang.li",
            "",
            "Exit codes: 0 recorded; 2 there is nothing to decide, and the message says why."
        })
final class ResolveCommand extends QianhuCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "LIST", description = "Numbers of call lists.")
    private List<Integer> lists = List.of();

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private How how;

    @Mixin
    private final Decider.WithReason decider = new Decider.WithReason();

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
                        "Nobody was called by it: the next run submits it again. Its task name is looked up first, and"
                                + " the list is refused when the API has ever shown a task of that name, or does not"
                                + " answer; held and unconfirmed ones also while their request can be accepted.")
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
        super(settings);
    }

    @Override
    ExitCode execute() {
        if (how.accepted != null && lists.size() > 1) {
            throw usage(Message.of("cli.accepted-task-id-belongs-list"));
        }
        Decision decision = new Decision(
                how.resolution(),
                how.accepted,
                decider.by,
                decider.reason,
                Clock.systemUTC().instant());
        try (HomeAccess home = new HomeAccess(load(), err()::println)) {
            Answer answer = Answer.done(Message.NONE);
            for (int list : lists) {
                answer = home.ask(new Order.ResolveList(run, list, decision));
                ExitCode end = answer.tell(spec.commandLine());
                if (end != ExitCode.COMPLETED) {
                    return end;
                }
            }
            out().println(answer.after());
            return ExitCode.COMPLETED;
        }
    }
}
