package io.qianhu.sandbox;

import io.qianhu.http.HttpLimits;
import io.qianhu.http.WebServer;
import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A CreateRobotTask service on 127.0.0.1 that calls nobody. Any client of the API works against it: it verifies both
 * signature schemes and every parameter, answers in JSON and XML, keeps what it accepted in a journal, and plays the
 * faults that it was told to.
 *
 * <p>It implements {@code CreateRobotTask} with the called numbers in {@code Caller} (the task runs by itself) and
 * {@code QueryRobotTaskList}. Its threads are daemons: a program that only serves has to wait by itself.
 */
public final class Sandbox implements AutoCloseable {
    /** Half an hour at 100 requests a second, and some more. */
    private static final int MOST_NONCES = 250_000;

    /**
     * Leaves room for 1,000 percent-encoded numbers in the query string (about 14,400 bytes). A connection may be silent for
     * long between two requests: a server that closes just as the client sends is a fault, and those are played only when
     * asked for.
     */
    private static final HttpLimits LIMITS =
            new HttpLimits(64 * 1024, 64 * 1024, 1024 * 1024, 256, Duration.ofMinutes(30), Duration.ofSeconds(10));

    private final SandboxSettings settings;
    private final Tasks tasks;
    private final FaultPlan faults;
    private final Pause pause = new Pause();
    private final Gateway gateway;
    private final WebServer server;

    private Sandbox(SandboxSettings settings, InstantSource clock, HttpLimits limits) throws IOException {
        this.settings = settings;
        this.faults = new FaultPlan(settings.faults());
        this.tasks = new Tasks(settings);
        Authenticator authenticator = new Authenticator(
                settings.accessKeyId(),
                settings.accessKeySecret(),
                settings.timestampValidity(),
                new Nonces(settings.timestampValidity(), MOST_NONCES));
        this.gateway = new Gateway(settings.faults(), clock, authenticator, tasks, faults, pause);
        try {
            this.server = new WebServer(WebServer.loopback(settings.port()), "sandbox", limits, clock, gateway::answer);
        } catch (IOException portInUse) {
            tasks.close();
            throw new WordedIOException(Message.of("sandbox.sandbox-cannot-listen", settings.port()), portInUse);
        }
    }

    /**
     * Starts a sandbox; it serves until it is closed.
     *
     * @throws UncheckedIOException when the port is taken, or the journal cannot be opened or is open in another sandbox
     * @throws IllegalStateException when the journal holds a line that is no task
     */
    public static Sandbox start(SandboxSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    /** Starts a sandbox with a clock of its own: timestamps, throttle, creation times, visibility and
     * the answers' {@code Date} follow it. */
    public static Sandbox start(SandboxSettings settings, InstantSource clock) {
        return start(settings, clock, LIMITS);
    }

    static Sandbox start(SandboxSettings settings, InstantSource clock, HttpLimits limits) {
        try {
            return new Sandbox(settings, clock, limits);
        } catch (IOException cannotServe) {
            throw new UncheckedIOException(cannotServe.getMessage(), cannotServe);
        }
    }

    /** Where it listens, for example {@code http://127.0.0.1:41234/}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + "/");
    }

    /**
     * Plans what happens to the next creates that are in order, one fault for each; after them the settings count again.
     * More faults can be planned at any time.
     */
    public void nextCreates(Fault... next) {
        faults.plan(List.of(next));
    }

    /** From now on queries are answered as if there were no task, or truly again. */
    public void listsNothing(boolean nothing) {
        gateway.listsNothing(nothing);
    }

    /** How many CreateRobotTask requests were received, whatever became of them. */
    public long createsReceived() {
        return gateway.creates();
    }

    /** The most CreateRobotTask requests that were received in any one second. */
    public int mostCreatesInOneSecond() {
        return gateway.mostCreatesInOneSecond();
    }

    /** How many QueryRobotTaskList requests were received that were in order. */
    public long lookupsReceived() {
        return gateway.lookups();
    }

    /**
     * How often each fault was played since the start, every fault among them. {@link Fault#NONE} counts the creates that
     * went well, {@link Fault#THROTTLED} also those above {@code throttle-per-second}.
     */
    public Map<Fault, Long> faultsPlayed() {
        return gateway.played();
    }

    /** How many robot tasks exist, those from the journal included. */
    public int taskCount() {
        return tasks.count();
    }

    /** What a person needs to know to use it, in a few lines; without the secret unless it is the default. */
    public List<Message> describe() {
        String secret = settings.accessKeySecret();
        boolean known = secret.equals(SandboxSettings.DEFAULT_SECRET);
        return List.of(
                Message.of("sandbox.sandbox-createrobottask-calls-nobody", endpoint()),
                known
                        ? Message.of("sandbox.access-key", settings.accessKeyId(), secret)
                        : Message.of("sandbox.access-key-as-configured", settings.accessKeyId()),
                settings.journal() == null
                        ? Message.of("sandbox.journal-none")
                        : Message.of("sandbox.journal", settings.journal()),
                Message.of("sandbox.robot-tasks", taskCount()),
                Message.of("sandbox.faults", settings.faults().describe()));
    }

    /** Stops serving, waits for the requests under way, and closes the journal. */
    @Override
    public void close() {
        pause.close();
        server.close();
        try {
            tasks.close();
        } catch (IOException unexpected) {
            throw new WordedIOException(Message.of("sandbox.sandbox-did-not-close-cleanly"), unexpected);
        }
    }
}
