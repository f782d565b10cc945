package io.qianhu.cli;

import io.qianhu.ledger.Target;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code qianhu serve}. */
@Command(
        name = "serve",
        description = {
            "Runs the campaigns of a folder by their schedule, in the foreground, until it is told to end (SIGTERM, Ctrl-C):"
                    + " then the run that is worked on stops at its next list, and goes on when serve is started again.",
            "A campaign file that is changed is read again. A second serve on the same qianhu.home stands by and takes over"
                    + " when the first is gone."
        },
        footer = {
            "",
            "Examples:",
            "  qianhu serve",
            "  qianhu serve --campaigns /etc/qianhu/campaigns --qianhu.home=/var/lib/qianhu",
            "  qianhu serve --sandbox",
            "",
            "Exit codes: 0 told to end; 1 the ledger was lost; 2 refused."
        })
final class ServeCommand extends QianhuCommand {
    @Option(
            names = "--campaigns",
            paramLabel = "DIR",
            description = "The folder of the campaign files, *.yml or *.yaml. Default: config/campaigns.")
    private Path campaigns = Path.of("config", "campaigns");

    @Option(
            names = "--sandbox",
            description = "Submit to a sandbox inside this process, which calls nobody and needs no key.")
    private boolean sandbox;

    @Option(
            names = "--new-home",
            description = "Make the first live runs of this qianhu.home. Needed until it has one, refused afterwards.")
    private boolean newHome;

    ServeCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() throws InterruptedException {
        RunOptions.requireLive(spec, newHome, sandbox);
        return new ServeSession(load(), spec.commandLine(), newHome)
                .serve(campaigns, sandbox ? Target.SANDBOX : Target.LIVE);
    }
}
