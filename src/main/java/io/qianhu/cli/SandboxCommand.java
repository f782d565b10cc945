package io.qianhu.cli;

import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxSettings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qianhu sandbox}. */
@Command(
        name = "sandbox",
        description = "Serves a local CreateRobotTask that calls nobody, in the foreground, until it is stopped.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
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
final class SandboxCommand implements Callable<Integer> {
    private final List<String> settings;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port on 127.0.0.1. Default: qianhu.sandbox.port, any free one.")
    private @Nullable Integer port;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    SandboxCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        SettingsLoader.Loaded loaded = SettingsLoader.load(settings);
        SandboxSettings configured = loaded.settings().sandbox();
        try (Sandbox sandbox = Sandbox.start(port == null ? configured : configured.withPort(port))) {
            sandbox.describe()
                    .lines()
                    .map(loaded.words()::said)
                    .forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        }
        return ExitCode.COMPLETED.number();
    }
}
