package io.qianhu.cli;

import io.qianhu.job.Home;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;

/** A control server in a process of its own, whose runtime is set up as a test wants; asks it as another process would. */
final class ListeningProcess {
    private ListeningProcess() {}

    /** Argument: a folder. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]).resolve("listening"));
        try (LedgerOnDisk ledger = new LedgerOnDisk(folder);
                Home home = Home.tryTake(folder.resolve("data")).orElseThrow()) {
            RunReports reports =
                    new RunReports(ledger.runs, folder.resolve("reports"), Words.of(Locale.ENGLISH), ZoneOffset.UTC);
            Controls none = (Controls) Proxy.newProxyInstance(
                    ListeningProcess.class.getClassLoader(),
                    new Class<?>[] {Controls.class},
                    (self, asked, of) -> false);
            try (ControlServer server = ControlServer.start(home, reports, none)) {
                ControlFile owner = ControlFile.ofLivingOwner(home.path()).orElseThrow();
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://" + ControlServer.HOST + ":" + owner.port() + "/runs"))
                        .header(ControlServer.TOKEN_HEADER, owner.token())
                        .build();
                System.out.println("answers "
                        + HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode());
            }
        }
    }
}
