package io.qianhu.cli;

import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxSettings;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code qianhu sandbox}. */
@Command(
        name = "sandbox",
        description = "Serves a local CreateRobotTask that calls nobody, in the foreground, until it is stopped.",
        footer = {
            "",
            "Examples:",
            "  qianhu sandbox --port 18080",
            "  qianhu sandbox --port 18080 --qianhu.sandbox.faults.drop-after-accept=0.05",
            "",
            "A run that submits to it; a home of its own, since its target counts as live:",
            "  qianhu run sample-data/campaign.yml --qianhu.home=try \\",
            "      --qianhu.dyvms.endpoint=http://127.0.0.1:18080 \\",
            "      --qianhu.dyvms.access-key-id=sandbox \\",
            "      --qianhu.dyvms.access-key-secret=sandbox-secret"
        })
final class SandboxCommand extends QianhuCommand {
    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port on 127.0.0.1. Default: qianhu.sandbox.port, any free one.")
    private @Nullable Integer port;

    SandboxCommand(List<String> settings) {
        super(settings);
    }

    @Override
    ExitCode execute() throws InterruptedException {
        SettingsLoader.Loaded loaded = load();
        SandboxSettings configured = loaded.settings().sandbox();
        try (Sandbox sandbox = Sandbox.start(port == null ? configured : configured.withPort(port))) {
            sandbox.describe().forEach(out()::println);
            out().flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.COMPLETED;
    }
}
