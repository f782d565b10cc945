package io.qianhu.cli;

import io.qianhu.campaign.NumberSettings;
import io.qianhu.dispatch.DispatcherSettings;
import io.qianhu.dyvms.DyvmsSettings;
import io.qianhu.job.Home;
import io.qianhu.ledger.Target;
import io.qianhu.message.Message;
import io.qianhu.sandbox.Sandbox;
import io.qianhu.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service that a run's requests go to: the configured one, or a sandbox in this process. */
final class TargetApi implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TargetApi.class);

    private final Application.Api api;
    private final @Nullable Sandbox sandbox;

    private TargetApi(Application.Api api, @Nullable Sandbox sandbox) {
        this.api = api;
        this.sandbox = sandbox;
    }

    /** Starts the sandbox where that is the target; else says what is raised where the settings are of one. */
    static TargetApi open(SettingsLoader.Loaded loaded, Home home, Target target) {
        DyvmsSettings configured = loaded.settings().dyvms();
        if (target == Target.LIVE) {
            sayWhatIsRaised(loaded);
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

    /** A shorter wait would take "not found" for proof too early and submit a list twice. */
    private static void sayWhatIsRaised(SettingsLoader.Loaded loaded) {
        DispatcherSettings dispatch = loaded.settings().dispatch();
        if (dispatch.settlesTooSoon(loaded.settings().dyvms().loopback())) {
            Message raised = Message.of(
                    "cli.qianhu-dispatch-settle-after-accepted-request-may-listed",
                    NumberSettings.inWords(dispatch.settleAfter()),
                    NumberSettings.inWords(DispatcherSettings.SAFE_SETTLE_AFTER));
            log.warn("{}", raised);
            Output.to(System.err).println(loaded.words().said(raised));
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
