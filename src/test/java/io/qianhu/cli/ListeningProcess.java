package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.message.Message;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control server in a process of its own, whose runtime is set up as a test wants; asks it as another process would. */
final class ListeningProcess {
    private ListeningProcess() {}

    /** Argument: a folder. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]).resolve("listening"));
        try (Home home = Home.tryTake(folder.resolve("data")).orElseThrow();
                ControlServer server = ControlServer.start(home, false, order -> Answer.done(Message.NONE))) {
            ControlFile owner = ControlFile.ofLivingOwner(home.path()).orElseThrow();
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://" + ControlServer.HOST + ":" + owner.port() + ControlServer.PATH))
                    .header(ControlServer.TOKEN_HEADER, owner.token())
                    .POST(HttpRequest.BodyPublishers.ofString(new Order.ShowRuns().json()))
                    .build();
            System.out.println("answers "
                    + HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode());
        }
    }
}
