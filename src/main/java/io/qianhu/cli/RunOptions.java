package io.qianhu.cli;

import io.qianhu.campaign.Campaign;
import io.qianhu.job.RunRequest;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a run is to go, beside its campaign. */
final class RunOptions {
    @Option(
            names = "--sandbox",
            description = "Submit to a sandbox inside this process, which calls nobody and needs no key.")
    boolean sandbox;

    @Option(
            names = "--prepare-only",
            description = "Store the call lists and submit nothing; the next run submits them. Exit code 5.")
    boolean prepareOnly;

    @Option(
            names = "--no-wait",
            description =
                    "Wait neither for proof about unconfirmed lists nor for a canary: the next start does. Exit code 5.")
    boolean noWait;

    @Option(
            names = "--wait",
            description =
                    "Where the calling window is closed or the day's callees are submitted: wait and go on, instead of"
                            + " leaving with exit code 5. Ctrl-C and `qianhu stop` end the wait.")
    boolean wait;

    @Option(
            names = "--again",
            paramLabel = "LABEL",
            description = {
                "Make a new run of files that had one before, on purpose: their numbers are called again."
                        + " The label tells the runs apart; give it again to continue the new one."
            })
    String again = "";

    @Option(
            names = "--new-home",
            description = "Make the first live run of this qianhu.home. Needed for that one, refused for every other.")
    boolean newHome;

    /** Refuses what does not go together. */
    void check(CommandLine.Model.CommandSpec spec) {
        requireLive(spec, newHome, sandbox);
        if (wait && (noWait || prepareOnly)) {
            throw new UsageError(spec.commandLine(), Message.of("cli.wait-goes-neither-no-wait-nor"));
        }
    }

    /** The sandbox calls nobody twice. */
    static void requireLive(CommandLine.Model.CommandSpec spec, boolean newHome, boolean sandbox) {
        if (newHome && sandbox) {
            throw new UsageError(spec.commandLine(), Message.of("cli.new-home-not-go-sandbox"));
        }
    }

    /**
     * What is asked for with these options.
     *
     * @param files input files or globs; those of the campaign when empty
     */
    RunRequest request(Campaign campaign, List<String> files) {
        return new RunRequest(
                campaign,
                InputPaths.of(campaign, files),
                sandbox ? Target.SANDBOX : Target.LIVE,
                again,
                prepareOnly,
                !noWait);
    }
}
