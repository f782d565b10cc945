package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.intake.InputFiles;
import java.nio.file.Path;
import java.util.List;

/** Which files a command means. */
final class InputPaths {
    private InputPaths() {}

    /** The files named on the command line, or else those of the campaign; globs resolved, sorted, each once. */
    static List<Path> of(Campaign campaign, List<String> named) {
        List<String> patterns = named.isEmpty() ? campaign.input().files() : named;
        return patterns.isEmpty() ? List.of() : InputFiles.resolve(patterns, Path.of(""));
    }
}
