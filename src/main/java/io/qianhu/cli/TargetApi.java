package io.qianhu.cli;

import io.qianhu.campaign.NumberSettings;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dyvms.DyvmsSettings;
import io.qianhu.job.Home;
import io.qianhu.job.RunRefused;
import io.qianhu.ledger.Target;
import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The service that a run's requests go to: the configured one, or a sandbox in this process. */
final class TargetApi implements AutoCloseable {
    private final Application.Api api;
    private final @Nullable Sandbox sandbox;

    private TargetApi(Application.Api api, @Nullable Sandbox sandbox) {
        this.api = api;
        this.sandbox = sandbox;
    }

    /**
     * Starts the sandbox where that is the target.
     *
     * @throws RunRefused when a live run would take "not found" for proof too early
     */
    static TargetApi open(SettingsLoader.Loaded loaded, Home home, Target target) {
        DyvmsSettings configured = loaded.settings().dyvms();
        if (target == Target.LIVE) {
            requireTimeToSettle(configured, loaded.settings().dispatch().settleAfter());
            return new TargetApi(new Application.Api(configured, null), null);
        }
        SandboxSettings settings = loaded.settings().sandbox();
        Sandbox sandbox = start(settings, home);
        DyvmsSettings local = new DyvmsSettings(
                sandbox.endpoint(),
                configured.connectTimeout(),
                configured.requestTimeout(),
                configured.parametersIn(),
                settings.accessKeyId(),
                settings.accessKeySecret(),
                null,
                configured.maxAnswerBytes());
        return new TargetApi(new Application.Api(local, "the sandbox of this qianhu.home"), sandbox);
    }

    /** The sandbox keeps its tasks in the home, so that a continued run finds what an earlier process submitted. */
    private static Sandbox start(SandboxSettings settings, Home home) {
        Path folder = home.path().resolve("sandbox");
        try {
            Home.makePrivate(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sandbox.start(
                settings.journal() == null ? settings.withJournal(folder.resolve("tasks.jsonl")) : settings);
    }

    /** A shorter wait than a signature is valid would take "not found" for proof too early and submit a list twice. */
    private static void requireTimeToSettle(DyvmsSettings api, Duration settleAfter) {
        if (!api.loopback() && settleAfter.compareTo(DispatcherSettings.SAFE_SETTLE_AFTER) < 0) {
            throw new RunRefused(
                    "qianhu.dispatch.settle-after is " + NumberSettings.inWords(settleAfter) + ", and a request may be"
                            + " accepted up to " + DispatcherSettings.SAFE_SETTLE_AFTER.toMinutes()
                            + " minutes after its signature; set it to that or longer, or use a sandbox on this machine");
        }
    }

    Application.Api api() {
        return api;
    }

    @Override
    public void close() {
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
