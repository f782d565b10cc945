package io.qianhu.process;

import io.qianhu.report.RunSummary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at a run while another process works on it, as often as it takes; {@code qianhu status} is too slow for that. */
final class ActiveRun {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ActiveRun() {}

    /** Waits for something that another process does. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(10));
    }

    /** Rows that intake has committed; 0 as long as nobody can be asked. */
    static long rowsRead(Path home) {
        return summary(home).map(RunSummary::rowsRead).orElse(0L);
    }

    static Optional<RunSummary> summary(Path home) {
        return all(home).stream().findFirst();
    }

    /** All runs, the latest first; none as long as nobody can be asked. */
    static List<RunSummary> all(Path home) {
        try {
            JsonNode control = JSON.readTree(Files.readString(home.resolve("control.json")));
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + control.get("port").asInt() + "/orders"))
                    .header("X-Qianhu-Token", control.get("token").asString())
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"order\":\"ShowRuns\"}"))
                    .build();
            String body =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            return JSON.readTree(body)
                    .path("content")
                    .valueStream()
                    .map(run -> RunSummary.fromJson(run.toString()))
                    .toList();
        } catch (IOException | JacksonException notThereYet) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the active run", e);
        }
    }
}
