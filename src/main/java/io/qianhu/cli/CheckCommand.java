package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.campaign.CampaignReader;
import io.qianhu.job.Rehearsal;
import io.qianhu.job.RunRefused;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code qianhu check}: the dry run. */
@Command(
        name = "check",
        description = {
            "The dry run: reads campaign and files to their end, stores nothing, submits nothing."
                    + " Shows what was detected, the rejects by reason, the first request with masked numbers,"
                    + " and how long submitting would take."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu check sample-data/campaign.yml",
            "  qianhu check spring.yml exports/2026-11-22.csv",
            "",
            "Exit codes: 0 in order; 2 campaign, file or setting refused."
        })
final class CheckCommand extends QianhuCommand {
    @Parameters(index = "0", paramLabel = "CAMPAIGN.yml", description = "The campaign file.")
    @SuppressWarnings("NullAway.Init")
    private Path campaignFile;

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            description = "Input files or globs, or - for standard input, in place of input.files.")
    private List<String> files = List.of();

    CheckCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() {
        SettingsLoader.Loaded loaded = load();
        Campaign campaign = new CampaignReader().read(campaignFile);
        List<Path> paths = InputPaths.of(campaign, files);
        if (paths.isEmpty()) {
            throw RunRefused.withoutInput(campaign.name());
        }
        Rehearsal.Result result =
                Rehearsal.of(campaign, paths, loaded.settings().intake(), () -> System.in);
        PrintWriter out = out();
        new Forecast(out, loaded.words(), campaign, result).show(campaignFile, loaded.settings());
        return ExitCode.COMPLETED;
    }
}
