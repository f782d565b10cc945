package io.qianhu.cli;

import io.qianhu.ledger.SoughtNumber;
import io.qianhu.report.NumberReport;
import io.qianhu.report.NumberText;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qianhu find}. */
@Command(
        name = "find",
        description = {
            "Shows what became of a number: by which runs it was called, in which list and task, or in which file and"
                    + " line it was rejected, suppressed or a duplicate. Also while a run is active."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  qianhu find 13800138000",
            "  qianhu find +86-138-0013-8000 --json",
            "",
            "Exit codes: 0 found; 2 refused: no number; 6 no run holds it."
        })
final class FindCommand implements Callable<Integer> {
    private final List<String> settings;

    @Parameters(
            index = "0",
            paramLabel = "NUMBER",
            description = "The number in any spelling; also digits that were rejected, at least 5.")
    @SuppressWarnings("NullAway.Init")
    private String number;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    FindCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        requireNumber();
        SettingsLoader.Loaded loaded = SettingsLoader.load(settings);
        NumberReport report = new RunBook(loaded).find(number);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.write(report.toJson() + "\n");
        } else {
            out.print(new NumberText(loaded.words(), ZoneId.systemDefault()).render(report));
        }
        out.flush();
        return (report.runs().isEmpty() ? ExitCode.NOT_FOUND : ExitCode.COMPLETED).number();
    }

    private void requireNumber() {
        try {
            SoughtNumber.of(number);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
