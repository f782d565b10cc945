package io.qianhu.cli;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Shows help and usage in the operator's language. English stands with the commands, Chinese in a bundle of its own. */
final class Help implements CommandLine.IExecutionStrategy, CommandLine.IParameterExceptionHandler {
    private final List<String> settings;
    private final CommandLine.IExecutionStrategy execution;
    private final CommandLine.IParameterExceptionHandler refusal;

    private Help(
            List<String> settings,
            CommandLine.IExecutionStrategy execution,
            CommandLine.IParameterExceptionHandler refusal) {
        this.settings = settings;
        this.execution = execution;
        this.refusal = refusal;
    }

    /**
     * Lets the commands speak the language that the settings name when their help is shown.
     *
     * @param settings those of the command line; {@code --lang} is among them once it was parsed
     */
    static CommandLine in(List<String> settings, CommandLine commands) {
        Help help = new Help(settings, commands.getExecutionStrategy(), commands.getParameterExceptionHandler());
        return commands.setExecutionStrategy(help).setParameterExceptionHandler(help);
    }

    @Override
    public int execute(ParseResult parsed) {
        if (isHelp(parsed)) {
            translate(parsed.commandSpec().root().commandLine());
            withColours(parsed);
        }
        return execution.execute(parsed);
    }

    /** Picocli's own, around words that are all ours. */
    private static void withColours(ParseResult parsed) {
        CommandLine command = parsed.commandSpec().commandLine();
        command.setOut(Output.raw(command.getOut()));
        parsed.subcommands().forEach(Help::withColours);
    }

    private static boolean isHelp(ParseResult parsed) {
        return parsed.isUsageHelpRequested() || parsed.subcommands().stream().anyMatch(Help::isHelp);
    }

    /** Usage is shown below the message. */
    @Override
    public int handleParseException(CommandLine.ParameterException refused, String[] words) throws Exception {
        translate(refused.getCommandLine().getCommandSpec().root().commandLine());
        return refusal.handleParseException(refused, words);
    }

    private void translate(CommandLine commands) {
        if (SettingsLoader.language(settings).words().language().equals("zh")) {
            commands.setResourceBundle(ResourceBundle.getBundle(
                    "io.qianhu.cli.help",
                    Locale.CHINESE,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        }
    }
}
