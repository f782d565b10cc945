package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.job.RunRequest;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qianhu retry-rejects}. */
@Command(
        name = "retry-rejects",
        description = {
            "Runs the campaign over the repaired rejects.csv of an earlier run of it, as a new run: whom the earlier run has"
                    + " stored is suppressed, whatever became of the list, so nobody is called twice by the two.",
            "How the campaign reads its own files (input) does not count here, but for the name of the phone column."
                    + " The same command continues the new run; so do `run CAMPAIGN.yml FILE` and `qianhu serve`."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu retry-rejects k3f9x2mq spring.yml repaired.csv",
            "  qianhu retry-rejects k3f9x2mq spring.yml repaired.csv --sandbox",
            "",
            "Exit codes: those of run."
        })
final class RetryRejectsCommand extends QianhuCommand {
    @Parameters(index = "0", paramLabel = "RUN", description = "The run whose rejects were repaired.")
    @SuppressWarnings("NullAway.Init")
    private String run;

    @Parameters(index = "1", paramLabel = "CAMPAIGN.yml", description = "The campaign file of that run.")
    @SuppressWarnings("NullAway.Init")
    private Path campaignFile;

    @Parameters(index = "2", paramLabel = "FILE", description = "The repaired rejects.csv.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private RunOptions options = new RunOptions();

    RetryRejectsCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        options.check(spec);
        SettingsLoader.Loaded loaded = load();
        Campaign campaign = new CampaignReader().read(campaignFile);
        RunRequest request = options.request(campaign, List.of(file.toString()));
        return new RunSession(loaded, spec.commandLine()).run(request.asRetryOf(run), options.wait, options.newHome);
    }
}
