package io.qianhu.cli;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.message.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * SIGTERM and Ctrl-C stop a run at a list boundary. The hook asks for the stop, waits until the command has come to its
 * end, and then halts with the command's own exit code, where the JVM by itself would say 143 or 130.
 */
final class Shutdown {
    /** Longer than any request may take; what is not done by then is settled by the next start. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final CompletableFuture<Integer> FINISHED = new CompletableFuture<>();

    private Shutdown() {}

    /** Makes the JVM's end wait for the run behind this signal. */
    static void stopsAt(StopSignal stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop), "shutdown"));
    }

    /** The command has ended; what the main thread does after this cannot hold up the JVM. */
    static void finished(int exitCode) {
        FINISHED.complete(exitCode);
    }

    private static void stopAndWait(StopSignal stop) {
        if (FINISHED.isDone()) {
            return;
        }
        stop.stop(StopSignal.Cause.REQUEST, Message.of("cli.process-told-end"));
        try {
            int exitCode = FINISHED.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().halt(exitCode);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Runtime.getRuntime().halt(ExitCode.FAILED.number());
        }
    }
}
