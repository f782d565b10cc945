package io.qianhu.cli;

import picocli.CommandLine.Option;

/** How a run is to go, beside its campaign. */
final class RunOptions {
    @Option(names = "--sandbox", description = "Submit to an in-process sandbox that calls nobody.")
    boolean sandbox;

    @Option(
            names = "--prepare-only",
            description = "Store the call lists and submit nothing; the next run submits them. Exit code 5.")
    boolean prepareOnly;

    @Option(
            names = "--no-wait",
            description = "Leave unconfirmed lists to the next start instead of waiting for proof. Exit code 5.")
    boolean noWait;

    @Option(
            names = "--again",
            paramLabel = "LABEL",
            description = "Make a new run of files that were already completed, on purpose; the label tells it apart.")
    String again = "";
}
