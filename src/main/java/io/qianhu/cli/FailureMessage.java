package io.qianhu.cli;

import io.qianhu.campaign.CampaignRefused;
import io.qianhu.campaign.Violation;
import io.qianhu.dyvms.CredentialsMissing;
import io.qianhu.intake.InputRefused;
import io.qianhu.job.RunRefused;
import io.qianhu.ledger.DecisionRefused;
import io.qianhu.ledger.DiskTrouble;
import io.qianhu.ledger.LeaseRefused;
import io.qianhu.ledger.SyncFailed;
import io.qianhu.ledger.UnsafeLedger;
import io.qianhu.message.Message;
import io.qianhu.message.WordedException;
import io.qianhu.message.WordedIOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Turns what a command threw into a message and an exit code; stack traces go to the log file only. */
final class FailureMessage implements CommandLine.IExecutionExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger("qianhu.failure");

    /** H2's code for a database that another process has open. */
    private static final int DATABASE_IN_USE = 90020;

    private static final List<Class<? extends RuntimeException>> REFUSALS = List.of(
            CampaignRefused.class,
            CredentialsMissing.class,
            DecisionRefused.class,
            HomeInUse.class,
            InputRefused.class,
            LeaseRefused.class,
            LedgerLost.class,
            RunRefused.class,
            SettingsRefused.class,
            UnsafeLedger.class);

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine commandLine, CommandLine.ParseResult parseResult) {
        Optional<Message> refusal = refusal(failure);
        if (refusal.isPresent()) {
            // One line each, however many a name from elsewhere would make of it.
            lines(failure, refusal.get()).forEach(commandLine.getErr()::println);
            return ExitCode.REFUSED.number();
        }
        if (causes(failure).anyMatch(FailureMessage::databaseInUse)) {
            commandLine.getErr().println(Message.of("cli.ledger-open-another-process"));
            return ExitCode.REFUSED.number();
        }
        log.error("Command failed.", failure);
        Optional<Throwable> unforced =
                causes(failure).filter(SyncFailed.class::isInstance).findFirst();
        if (unforced.isPresent()) {
            commandLine.getErr().println(Message.of("cli.failed", Message.of(unforced.get())));
            return ExitCode.FAILED.number();
        }
        commandLine
                .getErr()
                .println(Message.of(
                        "cli.failed-nothing-lost",
                        DiskTrouble.in(failure)
                                .map(what -> Message.of("cli.run-same-command-again", what))
                                .orElseGet(() -> whatFailed(failure))));
        return ExitCode.FAILED.number();
    }

    /** What a refusal says; empty when it is none. */
    static Optional<Message> refusal(Throwable failure) {
        return causes(failure)
                .filter(cause -> REFUSALS.stream().anyMatch(type -> type.isInstance(cause)))
                .findFirst()
                .map(Message::of);
    }

    /** A refused campaign has a line for each thing that is wrong with it. */
    private static Stream<Message> lines(Throwable failure, Message refusal) {
        return causes(failure)
                .filter(CampaignRefused.class::isInstance)
                .findFirst()
                .map(campaign ->
                        ((CampaignRefused) campaign).violations().stream().map(Violation::said))
                .orElseGet(() -> Stream.of(refusal));
    }

    /** Our own words where there are some; frameworks wrap the cause in words that say less than it does. */
    static Message whatFailed(Throwable failure) {
        Throwable told = causes(failure)
                .filter(UncheckedIOException.class::isInstance)
                .findFirst()
                .orElseGet(
                        () -> causes(failure).reduce((first, second) -> second).orElse(failure));
        if (told instanceof WordedException) {
            return Message.of(told);
        }
        Throwable kind = told instanceof WordedIOException ? Objects.requireNonNullElse(told.getCause(), told) : told;
        return Message.of("message.brackets", Message.of(told), kind.getClass().getSimpleName());
    }

    private static boolean databaseInUse(Throwable cause) {
        return cause instanceof SQLException sql && sql.getErrorCode() == DATABASE_IN_USE;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
