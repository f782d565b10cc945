package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.job.RunRequest;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code qianhu run}. */
@Command(
        name = "run",
        description = {
            "Starts a run, or continues the unfinished run of the same campaign and the same files."
                    + " After a stop, a failure or a crash: run the same command again."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu run --sandbox sample-data/campaign.yml",
            "  qianhu run --new-home spring.yml",
            "  qianhu run spring.yml",
            "  qianhu run spring.yml exports/2026-11-22.csv",
            "  qianhu run --again december spring.yml",
            "  qianhu run --wait spring.yml",
            "",
            "Exit codes: 0 completed; 1 failed, the same command continues; 2 refused;",
            "3 lists need a person, a brake paused it, or it called nobody;",
            "4 these files were completed before; 5 stopped before the end, the same command continues."
        })
final class RunCommand extends QianhuCommand {
    @Parameters(index = "0", paramLabel = "CAMPAIGN.yml", description = "The campaign file.")
    @SuppressWarnings("NullAway.Init")
    private Path campaignFile;

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            description = "Input files or globs, or - for standard input, in place of input.files.")
    private List<String> files = List.of();

    @Mixin
    private RunOptions options = new RunOptions();

    RunCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        options.check(spec);
        SettingsLoader.Loaded loaded = load();
        Campaign campaign = new CampaignReader().read(campaignFile);
        RunRequest request = options.request(campaign, files);
        return new RunSession(loaded, spec.commandLine()).run(request, options.wait, options.newHome);
    }
}
