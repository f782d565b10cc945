package io.qianhu.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /actuator/health}, also with the name of a component or of {@code liveness} behind it, and {@code GET
 * /actuator/prometheus}. No login, nothing that could be changed, no number and no task name.
 *
 * <p>It answers as long as the process lives, also while that has closed its ledger and waits for the disk: whoever asks
 * whether the process lives must not start it again for that.
 */
public final class ManagementServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);
    private static final String HEALTH = "/actuator/health";
    private static final String LIVENESS = "liveness";
    private static final String FIGURES = "/actuator/prometheus";

    /** Made when they are needed. A connection that says nothing more keeps one until the server gives it up. */
    private static final int THREADS = 16;

    private static final int MOST_WAITING = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private volatile @Nullable Shown shown;

    private ManagementServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Begins to answer. A port that cannot be had is told of and left: the night's runs matter more than their figures. */
    public static Optional<ManagementServer> start(ManagementSettings settings) {
        if (settings.port() == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(new InetSocketAddress(InetAddress.getByName(settings.address()), settings.port())));
        } catch (IOException e) {
            log.warn(
                    "Health and figures cannot be read: {} port {} cannot be opened ({}). Set qianhu.management.port to"
                            + " a free one, or to 0.",
                    settings.address(),
                    settings.port(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    static ManagementServer open(InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "qianhu-management");
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
        ManagementServer management = new ManagementServer(server, threads);
        server.createContext(HEALTH, exchange -> answer(exchange, () -> management.health(exchange)));
        server.createContext(FIGURES, exchange -> answer(exchange, () -> management.figures(exchange)));
        server.start();
        return management;
    }

    private record Shown(Supplier<String> figures, HealthBook health) {}

    /** What it answers from now on. */
    public void shows(Supplier<String> figures, HealthBook health) {
        shown = new Shown(figures, health);
    }

    /** The ledger is closed: from now on it answers that the process lives, and no more. */
    public void showsNothing() {
        shown = null;
    }

    /** Where it answers, for people. */
    public String address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + "/actuator";
    }

    private record Reply(int status, String type, String body) {}

    private Reply health(HttpExchange exchange) {
        String rest = exchange.getRequestURI().getPath().substring(HEALTH.length());
        if (!rest.isEmpty() && !rest.startsWith("/")) {
            return new Reply(404, "text/plain", "");
        }
        String path = rest.replaceAll("^/+|/+$", "");
        if (path.equals(LIVENESS)) {
            return new Reply(200, JSON, "{\"status\":\"UP\"}");
        }
        Shown now = shown;
        if (now == null) {
            return new Reply(503, JSON, "{\"status\":\"OUT_OF_SERVICE\"}");
        }
        HealthBook.Answer answer = now.health().answer(path);
        return answer == null ? new Reply(404, "text/plain", "") : new Reply(answer.status(), JSON, answer.json());
    }

    private Reply figures(HttpExchange exchange) {
        if (!exchange.getRequestURI().getPath().equals(FIGURES)) {
            return new Reply(404, "text/plain", "");
        }
        Shown now = shown;
        return now == null
                ? new Reply(503, "text/plain; charset=utf-8", "the ledger is closed; see the log\n")
                : new Reply(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        now.figures().get());
    }

    private static void answer(HttpExchange exchange, Supplier<Reply> reply) {
        try (exchange) {
            boolean get = exchange.getRequestMethod().equals("GET");
            Reply said = get ? said(exchange, reply) : new Reply(405, "text/plain", "");
            byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", said.type());
            exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            log.info(
                    "nobody waited for the answer to {}: {}",
                    exchange.getRequestURI().getPath(),
                    gone.toString());
        }
    }

    private static Reply said(HttpExchange exchange, Supplier<Reply> reply) {
        try {
            return reply.get();
        } catch (RuntimeException e) {
            log.warn("{} could not be answered: {}", exchange.getRequestURI().getPath(), e.toString());
            return new Reply(503, "text/plain; charset=utf-8", "the ledger cannot be read now; see the log\n");
        }
    }

    /** What reads the ledger now is waited for a moment and never interrupted, since the ledger is closed next. */
    @Override
    public void close() {
        threads.shutdown();
        threads.getQueue().clear();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("a question for health or figures is left without an answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }
}
