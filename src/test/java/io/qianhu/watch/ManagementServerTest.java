package io.qianhu.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.qianhu.dispatch.HandTicker;
import io.qianhu.http.SlowClients;
import io.qianhu.ledger.RunState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ManagementServerTest {
    private final HandTicker ticker = new HandTicker();
    private final ApiFigures api = new ApiFigures(ticker::now, ticker::nanos);
    private final AtomicInteger asked = new AtomicInteger();
    private final ApiHealth apiHealth = new ApiHealth(
            api,
            () -> {
                asked.incrementAndGet();
                api.heard();
            },
            ticker::now);

    @SuppressWarnings("NullAway.Init")
    private WatchedLedger watched;

    @SuppressWarnings("NullAway.Init")
    private ManagementServer server;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        watched = new WatchedLedger(folder);
        server = open(DataSize.ofBytes(1), folder);
    }

    private ManagementServer open(DataSize freeDisk, Path folder) throws IOException {
        ManagementServer opened = ManagementServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        opened.shows(
                () -> "qianhu_rows 1.0\n",
                new HealthBook(watched.ledger.dataSource, watched.campaigns, apiHealth, folder, freeDisk));
        return opened;
    }

    @AfterEach
    void close() {
        server.close();
        apiHealth.close();
        watched.close();
    }

    @Test
    void isUpWhenAllIsWell() {
        api.heard();
        watched.run("r1", RunState.COMPLETED, 1);
        JsonNode health = health(200, "");
        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.path("components").propertyNames())
                .containsExactlyInAnyOrder("database", "runs", "api", "diskSpace");
        assertThat(health.at("/components/runs/details/spring-renewal").asString())
                .isEqualTo("run r1 is COMPLETED");
        assertThat(asked).hasValue(0);
    }

    @Test
    void isOutOfServiceWhileARunNeedsAPersonThoughTheProcessLives() {
        api.heard();
        for (RunState state : new RunState[] {RunState.FAILED, RunState.PAUSED, RunState.ATTENTION}) {
            watched.ledger.sql("update run set started_at = dateadd('DAY', -1, started_at)");
            watched.run("r-" + state, state, 1);
            assertThat(health(503, "").path("status").asString()).isEqualTo("OUT_OF_SERVICE");
            assertThat(health(503, "/runs").path("status").asString()).isEqualTo("OUT_OF_SERVICE");
            assertThat(health(200, "/liveness").path("status").asString()).isEqualTo("UP");
        }
        watched.ledger.sql("update run set started_at = dateadd('DAY', -1, started_at)");
        watched.run("later", RunState.STOPPED, 1);
        assertThat(health(200, "").path("status").asString()).isEqualTo("UP");
    }

    @Test
    void isDownWithoutADatabaseThoughTheProcessLives() {
        api.heard();
        watched.close();
        assertThat(health(503, "/database").path("status").asString()).isEqualTo("DOWN");
        assertThat(health(200, "/liveness").path("status").asString()).isEqualTo("UP");
    }

    /** As serve does while the disk is full: it opens the ledger again by itself, and must not be ended for that. */
    @Test
    void livesWhileTheLedgerIsClosed() throws Exception {
        server.showsNothing();
        assertThat(health(200, "/liveness").path("status").asString()).isEqualTo("UP");
        assertThat(health(503, "").path("status").asString()).isEqualTo("OUT_OF_SERVICE");
        assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(503);
        assertThat(get("/actuator/prometheus/x").statusCode()).isEqualTo(404);
    }

    @Test
    void isOutOfServiceWithoutSpace(@TempDir Path folder) throws IOException {
        server.close();
        server = open(DataSize.ofTerabytes(1_000_000), folder);
        assertThat(health(503, "/diskSpace").path("status").asString()).isEqualTo("OUT_OF_SERVICE");
        assertThat(health(200, "/liveness").path("status").asString()).isEqualTo("UP");
    }

    /** Whoever asks whether the process lives would start it again in the middle of a run. */
    @Test
    void saysThatItLivesBesideAHundredConnectionsThatSayNoWholeRequest() throws Exception {
        URI address = URI.create(server.address());
        try (SlowClients slow = new SlowClients(new InetSocketAddress(address.getHost(), address.getPort()), 100)) {
            for (int i = 0; i < 39; i++) {
                assertThat(health(200, "/liveness").path("status").asString()).isEqualTo("UP");
            }
        }
    }

    @Test
    void asksTheApiOnlyWhenNothingWasHeardForLong() throws Exception {
        assertThat(health(200, "/api").path("status").asString()).isEqualTo("UNKNOWN");
        Awaitility.await().until(() -> asked.get() == 1);
        Awaitility.await()
                .until(() -> health(200, "/api").path("status").asString().equals("UP"));
        ticker.pass(Duration.ofMinutes(60));
        api.notHeard("qianhu.Timeout");
        JsonNode down = health(503, "/api");
        assertThat(down.at("/details/failure").asString()).isEqualTo("qianhu.Timeout");
        assertThat(down.at("/details/lastAnswerSecondsAgo").asInt()).isEqualTo(3600);
        assertThat(asked).hasValue(1);
        ticker.pass(Duration.ofSeconds(1));
        get("/actuator/health");
        Awaitility.await().until(() -> asked.get() == 2);
        assertThat(health(200, "/api").path("status").asString()).isEqualTo("UP");
    }

    @Test
    void answersNothingElse() throws Exception {
        assertThat(get("/actuator/prometheus").body()).isEqualTo("qianhu_rows 1.0\n");
        for (String path : new String[] {
            "/", "/actuator", "/actuator/healthy", "/actuator/health/other", "/actuator/prometheus/x", "/actuator/env"
        }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        HttpResponse<String> post = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri("/actuator/health"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
    }

    @Test
    void goesOnWithoutAPortThatIsTaken() {
        int taken = URI.create(server.address()).getPort();
        ManagementSettings settings = new ManagementSettings(taken, "127.0.0.1", false, DataSize.ofGigabytes(1));
        assertThat(ManagementServer.start(settings)).isEmpty();
        assertThat(ManagementServer.start(new ManagementSettings(0, "127.0.0.1", false, DataSize.ofGigabytes(1))))
                .isEmpty();
    }

    private JsonNode health(int status, String path) {
        try {
            HttpResponse<String> answer = get("/actuator/health" + path);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return JsonMapper.shared().readTree(answer.body());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(server.address()).resolve(path);
    }
}
