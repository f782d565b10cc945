package io.qianhu.watch;

import io.qianhu.http.HttpAnswer;
import io.qianhu.http.HttpLimits;
import io.qianhu.http.HttpRequest;
import io.qianhu.http.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
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

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final WebServer server;
    private volatile @Nullable Shown shown;

    private ManagementServer(InetSocketAddress address) throws IOException {
        server = new WebServer(address, "qianhu-management", HttpLimits.SMALL, InstantSource.system(), this::answer);
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
        return new ManagementServer(address);
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
        InetSocketAddress bound = server.address();
        String host = bound.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort() + "/actuator";
    }

    private HttpAnswer answer(HttpRequest request) {
        String path = request.path();
        if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
            return said(request, () -> health(path.substring(HEALTH.length()).replaceAll("^/+|/+$", "")));
        }
        return path.equals(FIGURES) ? said(request, this::figures) : nothing(404);
    }

    private HttpAnswer health(String part) {
        if (part.equals(LIVENESS)) {
            return HttpAnswer.of(200, JSON, "{\"status\":\"UP\"}");
        }
        Shown now = shown;
        if (now == null) {
            return HttpAnswer.of(503, JSON, "{\"status\":\"OUT_OF_SERVICE\"}");
        }
        HealthBook.Answer answer = now.health().answer(part);
        return answer == null ? nothing(404) : HttpAnswer.of(answer.status(), JSON, answer.json());
    }

    private HttpAnswer figures() {
        Shown now = shown;
        return now == null
                ? HttpAnswer.of(503, TEXT, "the ledger is closed; see the log\n")
                : HttpAnswer.of(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        now.figures().get());
    }

    private static HttpAnswer nothing(int status) {
        return HttpAnswer.of(status, TEXT, "");
    }

    private static HttpAnswer said(HttpRequest request, Supplier<HttpAnswer> answer) {
        if (!request.method().equals("GET")) {
            return nothing(405);
        }
        try {
            return answer.get();
        } catch (RuntimeException e) {
            log.warn("{} could not be answered: {}", request.path(), e.toString());
            return HttpAnswer.of(503, TEXT, "the ledger cannot be read now; see the log\n");
        }
    }

    /** What reads the ledger now is waited for a moment and never interrupted, since the ledger is closed next. */
    @Override
    public void close() {
        server.close(PATIENCE);
    }
}
