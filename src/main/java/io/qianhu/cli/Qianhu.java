package io.qianhu.cli;

import io.qianhu.message.Message;
import io.qianhu.report.Words;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.function.SingletonSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Entry point of the executable: finds the command; help, version and usage errors answer without starting Spring. */
@Command(
        name = "qianhu",
        description =
                "Turns CSV files of phone numbers into robot-call tasks: no number twice, none lost, doubt shown.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Any command takes settings as --qianhu.key=value, such as --qianhu.home=data2;",
            "config/application.yml lists them all.",
            "",
            "Exit codes:",
            "  0  completed, and the books balance",
            "  1  failed; running the same command again continues",
            "  2  refused before anything was done: usage, campaign, file, unsafe setting",
            "  3  a person must look: lists are refused or held, a brake has paused the run, or it called nobody",
            "  4  these files were already completed for this campaign, or their run was cancelled; nothing submitted",
            "  5  stopped before the end; running the same command again continues",
            "  6  find: no run holds the number"
        })
public final class Qianhu implements Runnable {
    private static final String SETTING = "--qianhu.";

    private final List<String> settings;

    private Qianhu(List<String> settings) {
        this.settings = settings;
    }

    @Option(
            names = "--lang",
            scope = ScopeType.INHERIT,
            paramLabel = "zh|en",
            description = "Language of commands and reports; by default that of the environment (LANG).")
    void speak(String language) {
        settings.add(SETTING + "lang=" + language);
    }

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        int code = ExitCode.FAILED.number();
        try {
            code = execute(args);
        } finally {
            Shutdown.finished(code);
        }
        System.exit(code);
    }

    /** Runs one command in this process and returns its exit code. */
    static int execute(String... args) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        List<String> settings = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String arg : args) {
            (arg.startsWith(SETTING) ? settings : words).add(arg);
        }
        return commandLine(settings).execute(words.toArray(String[]::new));
    }

    static CommandLine commandLine(List<String> settings) {
        // The settings may grow until the first message.
        SingletonSupplier<Words> words =
                SingletonSupplier.of(() -> SettingsLoader.language(settings).words());
        CommandLine commands = new CommandLine(new Qianhu(settings))
                .addSubcommand(new RunCommand(settings))
                .addSubcommand(new RetryRejectsCommand(settings))
                .addSubcommand(new CheckCommand(settings))
                .addSubcommand(new ServeCommand(settings))
                .addSubcommand(new RunsCommand(settings))
                .addSubcommand(new StatusCommand(settings))
                .addSubcommand(new FindCommand(settings))
                .addSubcommand(new StopCommand(settings))
                .addSubcommand(new PauseCommand(settings))
                .addSubcommand(new ResumeCommand(settings))
                .addSubcommand(new CancelCommand(settings))
                .addSubcommand(new SettleCommand(settings))
                .addSubcommand(new ResolveCommand(settings))
                .addSubcommand(new ReconcileCommand(settings))
                .addSubcommand(new ReportCommand(settings))
                .addSubcommand(new PurgeCommand(settings))
                .addSubcommand(new DoctorCommand(settings))
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new DemoCommand(settings))
                .addSubcommand(new SandboxCommand(settings))
                .setOut(Output.to(System.out, () -> words.obtain().wording()))
                .setErr(Output.to(System.err, () -> words.obtain().wording()))
                .setParameterExceptionHandler(new UsageRefused(settings))
                .setExecutionExceptionHandler(new FailureMessage());
        return Help.in(settings, commands);
    }

    @Override
    public void run() {
        throw new UsageError(spec.commandLine(), Message.of("cli.command-missing"));
    }
}
