package io.qianhu.cli;

import io.qianhu.number.Shown;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** Says what is wrong with a command line, and how it is used, in the language that is asked for. */
final class UsageRefused implements CommandLine.IParameterExceptionHandler {
    private final List<String> settings;

    UsageRefused(List<String> settings) {
        this.settings = settings;
    }

    /** As picocli does it, but for the language: translated before colours are put around the message. */
    @Override
    public int handleParseException(CommandLine.ParameterException refused, String[] words) {
        CommandLine command = refused.getCommandLine();
        PrintWriter err = Output.raw(command.getErr());
        String message = SettingsLoader.language(settings).words().said(String.valueOf(refused.getMessage()));
        err.println(command.getColorScheme().errorText(Shown.line(message)));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(refused, command.getErr())) {
            command.usage(err, command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
