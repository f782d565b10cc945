package io.qianhu.cli;

import io.qianhu.message.Message;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code qianhu doctor}. */
@Command(
        name = "doctor",
        description = {
            "Checks what a run needs: settings, home, ledger, disk space, kill switch, campaign files with their windows and"
                    + " holidays, the API with this key, and this machine's clock against the API's. Each line says OK, SKIP,"
                    + " WARN or FAIL, and what to do.",
            "Submits nothing: the API is asked for a task that does not exist. Works beside a running process."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu doctor",
            "  qianhu doctor --campaigns /etc/qianhu/campaigns",
            "",
            "Exit codes: 0 nothing failed; 3 something needs a person."
        })
final class DoctorCommand extends QianhuCommand {
    @Option(
            names = "--campaigns",
            paramLabel = "DIR",
            description = "The folder of the campaign files, *.yml or *.yaml. Default: config/campaigns.")
    private Path campaigns = Path.of("config", "campaigns");

    DoctorCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        List<Finding> findings;
        try {
            findings = new Doctor(load(), Clock.systemUTC()).examine(campaigns);
        } catch (SettingsRefused refused) {
            Findings in = new Findings(SettingsLoader.language(settings).words());
            findings = List.of(in.failure("settings", Message.of(refused)), in.skip("rest", "needs-settings"));
        }
        PrintWriter out = out();
        findings.forEach(out::println);
        out.flush();
        boolean failed = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL);
        return (failed ? ExitCode.ATTENTION : ExitCode.COMPLETED);
    }
}
