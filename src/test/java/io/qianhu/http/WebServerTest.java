package io.qianhu.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1 on the wire. The handler answers with what it received. */
class WebServerTest {
    private static final String GET = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";

    private static final HttpLimits LIMITS =
            new HttpLimits(200, 300, 400, 2, Duration.ofMillis(1_500), Duration.ofMillis(300));

    private final AtomicReference<@Nullable String> lastBody = new AtomicReference<>();
    private final WebServer server = started();

    @AfterEach
    void close() {
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
    void theConnectionThatHasSaidNothingForLongestMakesRoomForOneMore() throws IOException {
        try (Socket first = connected();
                Socket second = connected();
                Socket third = connected()) {
            third.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            assertThat(third.getInputStream().read()).isEqualTo('H');
            assertThat(first.getInputStream().read()).isEqualTo(-1);
            second.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            assertThat(second.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void givesUpOnARequestWhoseBytesComeOneByOne() throws IOException {
        try (Socket socket = connected()) {
            socket.setSoTimeout(20);
            int answer = -1;
            for (int sent = 0; sent < 200 && answer < 0; sent++) {
                try {
                    socket.getOutputStream().write('G');
                    answer = socket.getInputStream().read();
                } catch (SocketTimeoutException nothingYet) {
                    assertThat(answer).isEqualTo(-1);
                }
            }
            assertThat(answer).as("an answer before all bytes came").isEqualTo('H');
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 600})
    void answersEveryRequestBesideClientsThatSayNoWholeOne(int slow) throws Exception {
        HttpLimits few = new HttpLimits(200, 300, 400, 256, Duration.ofSeconds(30), Duration.ofSeconds(5));
        try (WebServer starved = new WebServer(
                        WebServer.loopback(0),
                        "test",
                        few,
                        InstantSource.system(),
                        request -> HttpAnswer.json(200, "{}"));
                SlowClients clients = new SlowClients(starved.address(), slow)) {
            for (int i = 0; i < 39; i++) {
                try (Socket socket = connected(starved.address().getPort())) {
                    socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
                    assertThat(socket.getInputStream().read())
                            .as("request " + i)
                            .isEqualTo('H');
                }
            }
        }
    }

    /** An answer that is found is sent, though the server closes. */
    @Test
    void closesWhenTheRequestsUnderWayAreAnswered() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch found = new CountDownLatch(1);
        WebServer closing = new WebServer(WebServer.loopback(0), "test", LIMITS, InstantSource.system(), request -> {
            arrived.countDown();
            return HttpAnswer.json(awaited(found) ? 200 : 500, "{}");
        });
        try (Socket asking = connected(closing.address().getPort());
                Socket silent = connected(closing.address().getPort())) {
            asking.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
            assertThat(awaited(arrived)).isTrue();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(closing::close);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            found.countDown();
            assertThat(new String(asking.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200");
            closed.join();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void listensOnLoopbackAlone() throws IOException {
        InetAddress other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .findFirst()
                .orElse(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
        assertThatThrownBy(() -> new Socket(other, port())).isInstanceOf(ConnectException.class);
    }

    private WebServer started() {
        InstantSource clock = () -> Instant.parse("2026-03-02T01:02:03.999Z");
        try {
            return new WebServer(WebServer.loopback(0), "test", LIMITS, clock, request -> {
                lastBody.set(new String(request.body(), StandardCharsets.UTF_8));
                return HttpAnswer.json(200, "{}");
            });
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int port() {
        return server.address().getPort();
    }

    private Socket connected() throws IOException {
        return connected(port());
    }

    /** Its reads fail after ten seconds instead of hanging. */
    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setSoTimeout(10_000);
        return socket;
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
