package io.qianhu.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qianhu doctor}. */
@Command(
        name = "doctor",
        description = {
            "Checks what a run needs: settings, home, ledger, disk space, kill switch, campaign files with their windows and"
                    + " holidays, the API with this key, and this machine's clock against the API's. Each line says OK, SKIP,"
                    + " WARN or FAIL, and what to do.",
            "Submits nothing: the API is asked for a task that does not exist. Works beside a running process."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  qianhu doctor",
            "  qianhu doctor --campaigns /etc/qianhu/campaigns",
            "",
            "Exit codes: 0 nothing failed; 3 something needs a person."
        })
final class DoctorCommand implements Callable<Integer> {
    private final List<String> settings;

    @Option(
            names = "--campaigns",
            paramLabel = "DIR",
            description = "The folder of the campaign files, *.yml or *.yaml. Default: config/campaigns.")
    private Path campaigns = Path.of("config", "campaigns");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    DoctorCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        List<Finding> findings;
        try {
            findings = new Doctor(SettingsLoader.load(settings), Clock.systemUTC()).examine(campaigns);
        } catch (SettingsRefused refused) {
            Findings in = new Findings(SettingsLoader.language(settings).words());
            findings = List.of(
                    in.failure("settings", String.valueOf(refused.getMessage())), in.skip("rest", "needs-settings"));
        }
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(out::println);
        out.flush();
        boolean failed = findings.stream().anyMatch(finding -> finding.level() == Finding.Level.FAIL);
        return (failed ? ExitCode.ATTENTION : ExitCode.COMPLETED).number();
    }
}
