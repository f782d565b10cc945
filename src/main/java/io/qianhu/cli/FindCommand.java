package io.qianhu.cli;

import io.qianhu.ledger.SoughtNumber;
import io.qianhu.message.Message;
import io.qianhu.report.NumberReport;
import io.qianhu.report.NumberText;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code qianhu find}. */
@Command(
        name = "find",
        description = {
            "Shows what became of a number: by which runs it was called, in which list and task, or in which file and"
                    + " line it was rejected, suppressed or a duplicate. Also while a run is active."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu find 13800138000",
            "  qianhu find +86-138-0013-8000 --json",
            "",
            "Exit codes: 0 found; 2 refused: no number; 6 no run holds it."
        })
final class FindCommand extends QianhuCommand {
    @Parameters(
            index = "0",
            paramLabel = "NUMBER",
            description = "The number in any spelling; also digits that were rejected, at least 5.")
    @SuppressWarnings("NullAway.Init")
    private String number;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    FindCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        requireNumber();
        SettingsLoader.Loaded loaded = load();
        NumberReport report;
        try (HomeAccess home = new HomeAccess(loaded, err()::println)) {
            report = home.ask(new Order.FindNumber(number)).number();
        }
        if (json) {
            out().write(report.toJson() + "\n");
        } else {
            out().print(new NumberText(loaded.words(), ZoneId.systemDefault()).render(report));
        }
        return report.runs().isEmpty() ? ExitCode.NOT_FOUND : ExitCode.COMPLETED;
    }

    private void requireNumber() {
        try {
            SoughtNumber.of(number);
        } catch (IllegalArgumentException e) {
            throw usage(Message.of(e));
        }
    }
}
