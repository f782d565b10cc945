package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.message.Worded;
import io.qianhu.number.Shown;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
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
        String message = SettingsLoader.language(settings).words().said(said(refused));
        err.println(command.getColorScheme().errorText(Shown.line(message)));
        List<String> suggestions = refused instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.of();
        if (!suggestions.isEmpty()) {
            command.getErr().println(Message.of("cli.did-you-mean", String.join(", ", suggestions)));
        } else {
            command.usage(err, command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What the library says, too. */
    private static Message said(CommandLine.ParameterException refused) {
        if (refused instanceof CommandLine.UnmatchedArgumentException unmatched) {
            return Message.of(
                    unmatched.isUnknownOption() ? "cli.unknown-option" : "cli.unmatched-argument",
                    String.join(", ", unmatched.getUnmatched()));
        }
        if (refused instanceof CommandLine.MissingParameterException missing) {
            List<CommandLine.Model.ArgSpec> arguments = missing.getMissing();
            boolean oneOf = arguments.stream()
                    .allMatch(argument ->
                            argument.group() != null && argument.group().exclusive());
            return Message.of(oneOf ? "cli.missing-one-of" : "cli.missing-argument", names(arguments));
        }
        if (refused instanceof CommandLine.OverwrittenOptionException twice) {
            return Message.of("cli.option-given-twice", names(List.of(twice.getOverwritten())));
        }
        if (refused instanceof CommandLine.MutuallyExclusiveArgsException) {
            return Message.of("cli.options-exclude-each-other");
        }
        return refused instanceof Worded || refused.getArgSpec() == null
                ? Message.of(refused)
                : Message.of("cli.value-not-allowed", refused.getValue(), names(List.of(refused.getArgSpec())));
    }

    private static String names(List<? extends CommandLine.Model.ArgSpec> arguments) {
        return arguments.stream()
                .map(argument -> argument instanceof CommandLine.Model.OptionSpec option
                        ? option.longestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel())
                        : argument.paramLabel())
                .collect(Collectors.joining(", "));
    }
}
