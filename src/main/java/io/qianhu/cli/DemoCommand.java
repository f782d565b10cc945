package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.job.RunRequest;
import io.qianhu.ledger.Target;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code qianhu demo}: a new run of the sample campaign each time, so that it can be looked at again. */
@Command(
        name = "demo",
        description = {
            "Runs the sample campaign against the sandbox: calls nobody, needs no key, ends within seconds."
                    + " Every time it is a new run."
        },
        footer = {"", "Examples:", "  qianhu demo", "  qianhu demo --qianhu.sandbox.faults.drop-after-accept=0.5"})
final class DemoCommand extends QianhuCommand {
    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("'demo-'yyyyMMdd-HHmmss");

    @Option(
            names = "--campaign",
            paramLabel = "FILE",
            description = {"Campaign to run instead. Default:", "${DEFAULT-VALUE}"})
    private Path campaignFile = Path.of("sample-data", "campaign.yml");

    DemoCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        SettingsLoader.Loaded loaded = load();
        Campaign campaign = new CampaignReader().read(campaignFile);
        RunRequest request = new RunRequest(
                campaign,
                InputPaths.of(campaign, List.of()),
                Target.SANDBOX,
                LABEL.format(LocalDateTime.now(campaign.dispatch().zone())),
                false,
                true);
        return new RunSession(loaded, spec.commandLine()).run(request);
    }
}
