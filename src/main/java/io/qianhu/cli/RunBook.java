package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.report.RunReports;
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
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of the runs in a home: read from the ledger, or asked of the process that has it open. So a look never
 * fails because a run is active.
 */
final class RunBook {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final SettingsLoader.Loaded loaded;

    RunBook(SettingsLoader.Loaded loaded) {
        this.loaded = loaded;
    }

    /** All runs, the latest first. */
    List<RunSummary> all() {
        Path path = loaded.settings().home();
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        Optional<ControlFile> owner = ControlFile.read(path).filter(ControlFile::ownerLives);
        if (owner.isPresent()) {
            return ask(owner.get());
        }
        try (Home home = Homes.take(path);
                ConfigurableApplicationContext application =
                        Application.start(loaded, loaded.settings().dyvms(), home)) {
            return application.getBean(RunReports.class).all();
        }
    }

    /** The run of this id, or the latest when none is named. */
    Optional<RunSummary> find(Optional<String> id) {
        return all().stream()
                .filter(run -> id.isEmpty() || run.run().equals(id.get()))
                .findFirst();
    }

    private static List<RunSummary> ask(ControlFile owner) {
        JsonNode runs = JSON.readTree(request(owner, "/runs", "GET"));
        return runs.valueStream()
                .map(node -> RunSummary.fromJson(node.toString()))
                .toList();
    }

    /** Asks the process that works on a run to stop; returns the run's id, or nothing when no run is active. */
    Optional<String> stop() {
        return ControlFile.read(loaded.settings().home())
                .filter(ControlFile::ownerLives)
                .map(owner -> request(owner, "/stop", "POST"));
    }

    /** The run that a process works on now. */
    Optional<String> active() {
        return ControlFile.read(loaded.settings().home())
                .filter(ControlFile::ownerLives)
                .map(ControlFile::run);
    }

    private static String request(ControlFile owner, String path, String method) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + owner.port() + path))
                .header(ControlServer.TOKEN_HEADER, owner.token())
                .timeout(TIMEOUT)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw unreachable(owner, "status " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw unreachable(owner, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(owner, "interrupted");
        }
    }

    private static HomeInUse unreachable(ControlFile owner, String reason) {
        return new HomeInUse("process " + owner.pid() + " works on run " + owner.run() + " and does not answer ("
                + reason + "); try again, or look whether it is frozen");
    }
}
