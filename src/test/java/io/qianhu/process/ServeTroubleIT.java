package io.qianhu.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong around the real {@code serve}, and that it says so, goes on, and calls nobody twice for it. */
@Tag("heavy")
@Timeout(300)
class ServeTroubleIT {
    private static final String NIGHTLY = """
            name: %s
            task: { name: t, dialog-id: 1 }
            schedule: { cron: "%s" }
            inbox: { folder: %s, quiet-for: 1s }
            dispatch: { rate: 50/s, window: %s, zone: %s, verify-first-list: false }
            """;

    @TempDir
    private Path folder;

    @Test
    void brokenCampaignsAreNamedAndKeepNoOtherFromRunning() throws IOException {
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            MadeInput input = MadeInput.write(Files.createDirectories(folder.resolve("exports")), 1, 2_000, 53);
            campaign("cron", "0 2 * *", "exports", "always", "Asia/Shanghai");
            campaign("hours", "* * * * *", "exports", "'09:00-12:00,11:00-13:00'", "Asia/Shanghai");
            campaign("zone", "* * * * *", "exports", "always", "Asia/Shangai");
            campaign("inbox", "* * * * *", "exprots", "always", "Asia/Shanghai");
            campaign("good", "* * * * *", "exports", "always", "Asia/Shanghai");

            QianhuProcess serve = serve(workplace, "0");
            await(
                    serve,
                    () -> serve.out().contains("campaign good: run")
                            && serve.out().contains("is COMPLETED"));
            Judge.acceptedOnce(workplace.journal(), input);
            assertThat(serve.out())
                    .containsPattern("cron\\.yml.*line 3, schedule\\.cron.*it has 4 fields instead of five")
                    .containsPattern("hours\\.yml.*line 5, dispatch\\.window.*overlap")
                    .containsPattern("zone\\.yml.*line 5, dispatch\\.zone.*is no known time zone")
                    .containsPattern("campaign inbox: .*exprots.*it is tried again");

            campaign("good", "* * * * *", "exports", "'25:00-26:00'", "Asia/Shanghai");
            await(serve, () -> serve.out().contains("the version before it stays in use"));
            assertThat(workplace.start("status").exits(0).out()).containsPattern("good +next .*\\* \\* \\* \\* \\*");
            serve.terminate().exits(0);
        }
    }

    @Test
    void aClockThatIsWrongByAnHourIsNamedAndSetRightTheRunGoesOn() throws IOException {
        Clock clock = Clock.systemUTC();
        List<Duration> ahead = new ArrayList<>(List.of(Duration.ofHours(1)));
        try (Workplace workplace =
                Workplace.in(folder, Map.of(), () -> clock.instant().plus(ahead.get(0)))) {
            MadeInput input = MadeInput.write(Files.createDirectories(folder.resolve("exports")), 1, 20_000, 59);
            campaign("good", "* * * * *", "exports", "always", "Asia/Shanghai");
            QianhuProcess serve = serve(workplace, "0");
            await(serve, () -> serve.out().contains("is FAILED: InvalidTimeStamp.Expired"));
            assertThat(serve.out()).contains("Set this machine's clock");
            assertThat(workplace
                            .start("doctor", "--campaigns", "campaigns")
                            .exits(3)
                            .out())
                    .containsPattern("FAIL +clock +3[56][0-9]{2} s behind the API's; set this machine's clock");
            assertThat(workplace.api().createsReceived())
                    .as("it is not asked again and again")
                    .isLessThan(20);

            ahead.set(0, Duration.ZERO);
            String run = serve.out().replaceAll("(?s).*run ([a-z0-9]{8}) is FAILED.*", "$1");
            workplace.start("resume", "good").ends();
            workplace.start("resume", run).ends();
            await(serve, () -> serve.out().contains("run " + run + " is COMPLETED"));
            Judge.acceptedOnce(workplace.journal(), input);
            serve.terminate().exits(0);
        }
    }

    /** As many half-open connections as there are threads, and some more. */
    @Test
    void connectionsThatSayNothingMoreHoldUpNobodyForLong() throws IOException {
        int port = freePort();
        List<Socket> halfOpen = new ArrayList<>();
        try (Workplace workplace = Workplace.in(folder, Map.of())) {
            campaign("good", "0 2 * * *", "exports", "always", "Asia/Shanghai");
            QianhuProcess serve = serve(workplace, Integer.toString(port));
            Path controlFile = workplace.home().resolve("control.json");
            await(serve, () -> serve.out().contains("serves the campaigns"));
            JsonNode control = JsonMapper.shared().readTree(Files.readString(controlFile));
            for (int i = 0; i < 6; i++) {
                halfOpen.add(halfOpen(port));
                halfOpen.add(halfOpen(control.get("port").asInt()));
            }
            assertThat(answer(port, "GET /actuator/health/liveness", "", "")).startsWith("HTTP/1.1 200");
            assertThat(answer(
                            control.get("port").asInt(),
                            "POST /orders",
                            control.get("token").asString(),
                            "{\"order\":\"ShowCampaigns\"}"))
                    .startsWith("HTTP/1.1 200");
            for (Socket socket : halfOpen) {
                socket.setSoTimeout(60_000);
                assertThat(ended(socket)).as("it is given up").isTrue();
            }
            serve.terminate().exits(0);
        } finally {
            for (Socket socket : halfOpen) {
                socket.close();
            }
        }
    }

    private static Socket halfOpen(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write("POST /orders HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    /** One request on a connection of its own; a client would ask again when it is reset. */
    private static String answer(int port, String what, String token, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            String request = what + " HTTP/1.1\r\nHost: x\r\nX-Qianhu-Token: " + token + "\r\nContent-Length: "
                    + body.length() + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
        }
    }

    /** Perhaps behind an answer that says why. */
    private static boolean ended(Socket socket) throws IOException {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void campaign(String name, String cron, String inbox, String window, String zone) throws IOException {
        Path campaigns = Files.createDirectories(folder.resolve("campaigns"));
        Files.writeString(campaigns.resolve(name + ".yml"), NIGHTLY.formatted(name, cron, inbox, window, zone));
    }

    private static QianhuProcess serve(Workplace workplace, String port) {
        return workplace.start("serve", "--campaigns", "campaigns", "--qianhu.management.port=" + port);
    }

    private static void await(QianhuProcess process, Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(100))
                .failFast("it ended: " + process, () -> !process.lives())
                .until(condition);
    }
}
