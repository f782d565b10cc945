package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1 on the wire. The handler answers with what it received. */
class LoopbackServerTest {
    private static final String GET = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";

    private final AtomicReference<@Nullable String> lastBody = new AtomicReference<>();
    private final LoopbackServer server = started();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void keepsTheConnectionForManyRequests() throws IOException {
        String both = exchanged(GET + GET.replace("x\r\n", "x\r\nconnection: close\r\n"));
        assertThat(both.split("HTTP/1.1 200 OK", -1)).hasSize(3);
        assertThat(both).containsSubsequence("Connection: keep-alive", "Connection: close");
    }

    @Test
    void everyAnswerTellsTheTimeAlsoThatToAMalformedRequest() throws IOException {
        String date = "\r\nDate: Mon, 02 Mar 2026 01:02:03 GMT\r\n";

        assertThat(exchanged(GET.replace("x\r\n", "x\r\nconnection: close\r\n")))
                .contains(date);
        assertThat(exchanged("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400").contains(date);
    }

    @Test
    void closesAfterAnHttp10RequestUnlessItAsksOtherwise() throws IOException {
        assertThat(exchanged("GET / HTTP/1.0\r\n\r\n")).contains("Connection: close");
        assertThat(exchanged("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n" + GET.replace("1.1", "1.0")))
                .containsSubsequence("Connection: keep-alive", "Connection: close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0\r\n\r\n", "0\r\nTrailer: x\r\n\r\n"})
    void readsAnEmptyChunkedBody(String chunks) throws IOException {
        assertThat(lastOf("POST / HTTP/1.1\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n" + chunks))
                .isEmpty();
    }

    @Test
    void readsChunks() throws IOException {
        assertThat(
                        lastOf(
                                "POST / HTTP/1.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"))
                .isEqualTo("abc0123456789");
    }

    @Test
    void invitesABodyThatWaitsForIt() throws IOException {
        assertThat(exchanged(
                        "POST / HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 3\r\nconnection: close\r\n\r\nabc"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK");
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "201, 414"})
    void limitsTheRequestLine(int length, int status) throws IOException {
        String target = "/" + "a".repeat(length - "GET / HTTP/1.1".length());
        assertThat(statusOf("GET " + target + " HTTP/1.1\r\nconnection: close\r\n\r\n"))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "201, 414"})
    void limitsTheRequestLineThatEndsWithoutACarriageReturn(int length, int status) throws IOException {
        String target = "/" + "a".repeat(length - "GET / HTTP/1.1".length());
        assertThat(statusOf("GET " + target + " HTTP/1.1\nconnection: close\n\n"))
                .isEqualTo(status);
    }

    @Test
    void answersAnOverlongLineAsTheFrontServerDoes() throws IOException {
        assertThat(exchanged("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n\r\n"))
                .contains("Content-Type: text/html")
                .contains("<h1>414 Request-URI Too Large</h1>")
                .doesNotContain("RequestId");
    }

    @ParameterizedTest
    @CsvSource({"300, 200", "301, 431"})
    void limitsTheHeaders(int bytes, int status) throws IOException {
        String close = "connection: close";
        String filler = "a: " + "b".repeat(bytes - close.length() - 3);
        assertThat(statusOf("GET / HTTP/1.1\r\n" + close + "\r\n" + filler + "\r\n\r\n"))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"400, 200", "401, 413"})
    void limitsTheBody(int bytes, int status) throws IOException {
        String body = "b".repeat(bytes);
        String head = "POST / HTTP/1.1\r\nconnection: close\r\n";
        assertThat(statusOf(head + "content-length: " + bytes + "\r\n\r\n" + body))
                .isEqualTo(status);
        String chunks = "c8\r\n" + body.substring(0, 200) + "\r\n" + Integer.toHexString(bytes - 200) + "\r\n"
                + body.substring(200) + "\r\n0\r\n\r\n";
        assertThat(statusOf(head + "transfer-encoding: chunked\r\n\r\n" + chunks))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "GET / HTTP/2.0\r\n\r\n",
                "GET http://x/ HTTP/1.1\r\n\r\n",
                "\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\n folded: x\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n",
                "POST / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\ncontent-length: a\r\n\r\n",
                "POST / HTTP/1.1\r\ncontent-length: 0\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\ntransfer-encoding: gzip\r\n\r\n",
                "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nx\r\n",
                "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
            })
    void refusesWhatIsNoRequest(String request) throws IOException {
        assertThat(statusOf(request)).isEqualTo(400);
    }

    @Test
    void givesUpOnHalfARequest() throws IOException {
        assertThat(statusOf("GET / HTTP/1.1\r\nhost:")).isEqualTo(408);
    }

    @Test
    void closesAnIdleConnection() throws IOException {
        try (Socket socket = connected()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void letsAThirdConnectionWaitUntilOneOfTwoEnds() throws IOException {
        try (Socket first = connected();
                Socket second = connected();
                Socket third = connected()) {
            third.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            third.setSoTimeout(100);
            assertThatThrownBy(() -> third.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            first.close();
            third.setSoTimeout(10_000);
            assertThat(third.getInputStream().read()).isEqualTo('H');
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void listensOnLoopbackAlone() throws IOException {
        InetAddress other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .findFirst()
                .orElse(Loopback.address(2));
        assertThatThrownBy(() -> new Socket(other, port())).isInstanceOf(ConnectException.class);
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, Loopback.address(1))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> Sandbox.start(SandboxSettings.of(Map.of("port", port))))
                    .hasMessage("the sandbox cannot listen on 127.0.0.1:" + port
                            + "; choose another qianhu.sandbox.port, or 0 for any free one");
        }
    }

    private LoopbackServer started() {
        HttpLimits limits = new HttpLimits(200, 300, 400, 2, Duration.ofMillis(1_500), Duration.ofMillis(300));
        try {
            return new LoopbackServer(0, limits, () -> Instant.parse("2026-03-02T01:02:03.999Z"), request -> {
                lastBody.set(new String(request.body(), StandardCharsets.UTF_8));
                return HttpAnswer.json(200, "{}");
            });
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int port() {
        return Integer.parseInt(server.authority().split(":", 2)[1]);
    }

    private Socket connected() throws IOException {
        return Loopback.connected(port());
    }

    /** Everything that comes back until the server closes. */
    private String exchanged(String request) throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private int statusOf(String request) throws IOException {
        return Integer.parseInt(exchanged(request).split(" ", 3)[1]);
    }

    private @Nullable String lastOf(String request) throws IOException {
        assertThat(statusOf(request)).isEqualTo(200);
        return lastBody.get();
    }
}
