package io.qianhu.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.qianhu.job.Home;
import io.qianhu.report.RunReports;
import io.qianhu.report.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers other processes while this one holds the ledger: {@code GET /runs}, {@code GET /campaigns}, {@code POST /find},
 * {@code POST /stop} and {@code POST /resume}, on loopback, for callers that show the token from the {@link ControlFile}.
 */
final class ControlServer implements AutoCloseable {
    static final String TOKEN_HEADER = "X-Qianhu-Token";
    private static final int TOKEN_BYTES = 16;
    private static final int MOST_ASKED_BYTES = 1_000;

    private final Home home;
    private final HttpServer server;
    private final String token;
    private final boolean serves;

    private ControlServer(Home home, HttpServer server, String token, boolean serves) {
        this.home = home;
        this.server = server;
        this.token = token;
        this.serves = serves;
    }

    static ControlServer start(Home home, RunReports reports, Controls controls) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/runs", exchange -> answer(exchange, token, "GET", by -> json(reports.all())));
            server.createContext("/campaigns", exchange -> answer(exchange, token, "GET", by -> controls.campaigns()));
            server.createContext("/find", exchange -> answer(exchange, token, "POST", controls::find));
            server.createContext(
                    "/resume", exchange -> answer(exchange, token, "POST", asked -> resume(controls, asked)));
            server.createContext("/stop", exchange -> answer(exchange, token, "POST", by -> controls.stop()));
            server.start();
            ControlServer control = new ControlServer(home, server, token, controls.serves());
            control.worksOn("");
            return control;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on other processes are told this run's id. */
    void worksOn(String run) {
        ControlFile.ofThisProcess(run, server.getAddress().getPort(), token, serves)
                .write(home.path());
    }

    /** The subject in the first line, who asks in the second. */
    private static String resume(Controls controls, String asked) {
        String[] lines = asked.split("\n", 2);
        return controls.resume(lines[0], lines.length > 1 ? lines[1] : "");
    }

    private interface Answer {
        String text(String body);
    }

    private static void answer(HttpExchange exchange, String token, String method, Answer answer) throws IOException {
        try (exchange) {
            String shown = exchange.getRequestHeaders().getFirst(TOKEN_HEADER);
            if (shown == null || !MessageDigest.isEqual(bytes(shown), bytes(token))) {
                exchange.sendResponseHeaders(403, -1);
            } else if (!exchange.getRequestMethod().equals(method)) {
                exchange.sendResponseHeaders(405, -1);
            } else {
                String asked =
                        new String(exchange.getRequestBody().readNBytes(MOST_ASKED_BYTES), StandardCharsets.UTF_8);
                byte[] body = bytes(answer.text(asked));
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static String json(List<RunSummary> runs) {
        return runs.stream().map(RunSummary::toJson).collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The file goes first: whoever finds the server closed then sees that nobody answers any more. */
    @Override
    public void close() {
        ControlFile.delete(home.path());
        server.stop(0);
    }
}
