package io.qianhu.cli;

import io.qianhu.message.Message;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Spec;

/** What every command has: settings, a terminal and an exit code. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class QianhuCommand implements Callable<Integer> {
    /** Those of the command line, as they were written. */
    final List<String> settings;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandLine.Model.CommandSpec spec;

    /** @param settings those of the command line, read when the command begins */
    QianhuCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public final Integer call() throws Exception {
        ExitCode end = execute();
        out().flush();
        return end.number();
    }

    /** Does its work; what it throws is told by {@link FailureMessage}. */
    abstract ExitCode execute() throws Exception;

    /** @throws SettingsRefused when a setting is none, or cannot be */
    final SettingsLoader.Loaded load() {
        return SettingsLoader.load(settings);
    }

    /** Has the order carried out where the home is, and says what became of it. */
    final ExitCode order(Order order) {
        try (HomeAccess home = new HomeAccess(load(), err()::println)) {
            return home.ask(order).tell(spec.commandLine());
        }
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** An error in how the command was written, to be thrown. */
    final UsageError usage(Message message) {
        return new UsageError(spec.commandLine(), message);
    }

    /** Says why nothing was done. */
    final ExitCode refused(Message message) {
        err().println(message);
        return ExitCode.REFUSED;
    }

    /** Says what was done. */
    final ExitCode done(String message) {
        out().println(message);
        return ExitCode.COMPLETED;
    }
}
