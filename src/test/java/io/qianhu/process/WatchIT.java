package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program tells a real webhook, and shows figures while it submits. */
@Tag("heavy")
class WatchIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void serveTellsOfABrokenCampaignAndShowsWhatItSubmits(@TempDir Path folder) throws IOException {
        HttpServer hook = hook();
        int port = freePort();
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            MadeInput input = MadeInput.write(Files.createDirectories(folder.resolve("exports")), 1, 3_000, 31);
            Files.createDirectories(folder.resolve("campaigns"));
            workplace.write("campaigns/broken.yml", "name: [\n");
            workplace.write("campaigns/spring.yml", """
                    name: spring-renewal
                    task: { name: t, dialog-id: 1 }
                    schedule: { cron: "* * * * *" }
                    inbox: { folder: exports, quiet-for: 1s }
                    dispatch: { rate: 50/s, window: always, verify-first-list: false }
                    """);
            QianhuProcess serve = workplace.start(
                    "serve",
                    "--campaigns",
                    "campaigns",
                    "--qianhu.management.port=" + port,
                    "--qianhu.management.free-disk=1MB",
                    "--qianhu.log.format=json",
                    "--qianhu.alerts.webhooks[0].url=" + url(hook));
            int lists = (input.numbers().length + 999) / 1_000;
            Awaitility.await()
                    .atMost(Duration.ofSeconds(150))
                    .failFast("it ended: " + serve, () -> !serve.lives())
                    .ignoreExceptions()
                    .untilAsserted(
                            () -> assertThat(get(port, "/actuator/prometheus").body())
                                    .contains(
                                            "qianhu_lists{campaign=\"spring-renewal\",state=\"accepted\"} " + lists
                                                    + ".0",
                                            "qianhu_submissions_total{outcome=\"accepted\"} " + lists + ".0",
                                            "qianhu_run_ended_timestamp_seconds{campaign=\"spring-renewal\",state=\"completed\"}"));
            HttpResponse<String> health = Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> get(port, "/actuator/health"), answer -> answer.statusCode() == 200);
            assertThat(health.body()).contains("\"lastAnswerAt\"", "is COMPLETED");
            assertThat(serve.out()).contains("health and figures: http://127.0.0.1:" + port + "/actuator");
            assertThat(told).anyMatch(body -> body.contains("broken-campaign") && body.contains("broken.yml"));
            serve.terminate().exits(0);
            assertThat(folder.resolve("data/logs/qianhu.log")).content().startsWith("{\"@timestamp\":");
        } finally {
            hook.stop(0);
        }
    }

    @Test
    void runTellsHowItEndedAndIsNotHeldUpByAWebhookThatIsDown(@TempDir Path folder) throws IOException {
        HttpServer hook = hook();
        try (Workplace workplace = Workplace.in(folder, Map.of("faults.refuse-with", "isv.AMOUNT_NOT_ENOUGH"))) {
            MadeInput.write(folder, 1, 2_000, 37);
            workplace.write("campaign.yml", """
                    name: spring-renewal
                    input: { files: [made-1.csv] }
                    task: { name: t, dialog-id: 1 }
                    dispatch: { window: always, verify-first-list: false }
                    """);
            int down = freePort();
            QianhuProcess run = workplace.start(
                    "run",
                    "campaign.yml",
                    "--qianhu.alerts.webhooks[0].url=http://127.0.0.1:" + down + "/s3cret",
                    "--qianhu.alerts.webhooks[1].url=" + url(hook));
            run.exits(1);
            assertThat(run.err()).contains("Webhook 1 (generic, 127.0.0.1)").doesNotContain("s3cret");
            assertThat(told).anyMatch(body -> body.contains("\"run-failed\"") && body.contains("is FAILED"));
        } finally {
            hook.stop(0);
        }
    }

    private HttpServer hook() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
