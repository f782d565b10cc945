package io.qianhu.dyvms;

import static io.qianhu.dyvms.Fixtures.CREATED;
import static io.qianhu.dyvms.Fixtures.answerTo;
import static io.qianhu.dyvms.Fixtures.hasty;
import static io.qianhu.dyvms.Fixtures.hastyToConnect;
import static io.qianhu.dyvms.Fixtures.settings;
import static io.qianhu.dyvms.RawServer.answer;
import static io.qianhu.dyvms.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the network does: a submission leaves once or provably never, and its answer says which. */
class OneSendTest {
    private static final String HTML = "<html><body>No.<br></body></html>";

    static Stream<Arguments> faultsAfterTheRequestArrived() {
        return Stream.of(
                arguments("closed", RawServer.hangUp(), Meaning.UNCONFIRMED, CodeTable.CONNECTION_LOST),
                arguments("reset", RawServer.reset(), Meaning.UNCONFIRMED, CodeTable.CONNECTION_LOST),
                arguments("silence", RawServer.silence(), Meaning.UNCONFIRMED, CodeTable.TIMEOUT),
                arguments("a body that trickles", RawServer.trickle(), Meaning.UNCONFIRMED, CodeTable.TIMEOUT),
                arguments("half an answer", RawServer.half(CREATED), Meaning.UNCONFIRMED, CodeTable.CONNECTION_LOST),
                arguments(
                        "no HTTP",
                        (RawServer.Play) (socket, server) -> {
                            RawServer.write(socket, "garbage\r\n\r\n");
                            socket.close();
                        },
                        Meaning.UNCONFIRMED,
                        CodeTable.CONNECTION_LOST),
                arguments("endless", json(200, "x".repeat(2 << 20)), Meaning.UNCONFIRMED, CodeTable.ANSWER_TOO_LONG),
                arguments("no JSON", json(200, "garbage"), Meaning.UNCONFIRMED, CodeTable.UNREADABLE),
                arguments("empty", json(200, ""), Meaning.UNCONFIRMED, CodeTable.UNREADABLE),
                arguments("408", answer(408, "Connection: close\r\n", HTML), Meaning.UNCONFIRMED, CodeTable.UNREADABLE),
                arguments("503", answer(503, "Retry-After: 0\r\n", HTML), Meaning.UNCONFIRMED, CodeTable.UNREADABLE),
                arguments(
                        "401",
                        answer(401, "WWW-Authenticate: Basic\r\n", HTML),
                        Meaning.UNCONFIRMED,
                        CodeTable.UNREADABLE),
                arguments(
                        "407",
                        answer(407, "Proxy-Authenticate: Basic realm=\"x\"\r\n", HTML),
                        Meaning.STOP,
                        CodeTable.PROXY_LOGIN),
                arguments("302", answer(302, "Location: /\r\n", HTML), Meaning.STOP, CodeTable.REDIRECTED),
                arguments("307", answer(307, "Location: /\r\n", HTML), Meaning.STOP, CodeTable.REDIRECTED),
                arguments("414", answer(414, "", HTML), Meaning.REFUSED, CodeTable.URL_TOO_LONG));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsAfterTheRequestArrived")
    void aFreshConnectionCarriesOneRequest(String fault, RawServer.Play play, Meaning kind, String code)
            throws IOException {
        try (RawServer server = new RawServer(play)) {
            Answer answer = answerTo(hasty(server.uri()));

            assertThat(answer.meaning()).isEqualTo(kind);
            assertThat(answer.reply().code()).isEqualTo(code);
            assertThat(server.received()).as(fault).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsAfterTheRequestArrived")
    void aReusedConnectionCarriesOneRequestForEachSubmission(
            String fault, RawServer.Play play, Meaning kind, String code) throws IOException {
        try (RawServer server = new RawServer(json(200, CREATED), play)) {
            DyvmsGateway gateway = Fixtures.gateway(hasty(server.uri()));
            gateway.prepare(Fixtures.task("first", 1)).send().join();
            Answer answer = gateway.prepare(Fixtures.task("second", 1)).send().join();

            assertThat(answer.meaning()).isEqualTo(kind);
            assertThat(answer.reply().code()).isEqualTo(code);
            assertThat(server.received()).as(fault).hasSize(2);
            assertThat(server.received().get(1).connection()).as("reused").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(ParametersIn.class)
    void thousandCalleesLeaveOnceAndAreAccepted(ParametersIn place) throws IOException {
        try (RawServer server = new RawServer(json(200, CREATED))) {
            Submission submission =
                    Fixtures.gateway(settings(server.uri(), place)).prepare(Fixtures.task("千呼", 1_000));
            Answer answer = submission.send().join();

            assertThat(answer.taskId()).isEqualTo("4001112222");
            assertThat(answer.reply().requestId()).isEqualTo("D9CB3933");
            assertThatThrownBy(submission::send).isInstanceOf(IllegalStateException.class);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void aRefusedConnectionSendsNothing() throws IOException {
        RawServer server = new RawServer(RawServer.hangUp());
        server.close();

        assertUnreachable(answerTo(settings(server.uri())), CodeTable.CONNECTION_REFUSED);
    }

    /** It may or may not have been read; whatever is answered, nobody tries again. */
    @Test
    void aConnectionThatIsClosedRightAfterItWasAcceptedIsTheOnlyOne() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicInteger accepted = new AtomicInteger();
            Thread server = new Thread(() -> {
                try {
                    while (true) {
                        listener.accept().close();
                        accepted.incrementAndGet();
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            server.setDaemon(true);
            server.start();
            Answer answer = answerTo(settings(URI.create("http://127.0.0.1:" + listener.getLocalPort())));

            assertThat(answer.meaning()).isIn(Meaning.UNCONFIRMED, Meaning.UNREACHABLE);
            assertThat(accepted).hasValue(1);
        }
    }

    @Test
    void anUnknownHostSendsNothing() {
        assertUnreachable(answerTo(settings(URI.create("https://qianhu.invalid"))), CodeTable.UNKNOWN_HOST);
    }

    @Test
    void aConnectionThatDoesNotComeAboutSendsNothing() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts: once the backlog is full, the system leaves further connections unanswered.
            List<Socket> backlog = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                backlog.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            assertUnreachable(
                    answerTo(hastyToConnect(URI.create("http://127.0.0.1:" + full.getLocalPort()))),
                    CodeTable.CONNECT_TIMEOUT);
            for (Socket socket : backlog) {
                socket.close();
            }
        }
    }

    static Stream<Arguments> brokenHandshakes() {
        return Stream.of(
                arguments("closed", (RawServer.Play) (socket, server) -> socket.close()),
                arguments("reset", RawServer.reset()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenHandshakes")
    void aBrokenTlsHandshakeSendsNothing(String fault, RawServer.Play play) throws Exception {
        assertUnreachable(shakenHands(fault, play), CodeTable.TLS_FAILURE);
    }

    /** Whether the gate was open by then only the runtime knows; where it was, the list is looked up. */
    @Test
    void aFatalAlertIsNeverTakenForAnAnswer() throws Exception {
        assertThat(shakenHands(
                                "fatal alert",
                                (socket, server) -> socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40}))
                        .reply()
                        .code())
                .isIn(CodeTable.TLS_FAILURE, CodeTable.CONNECTION_LOST);
    }

    /** The runtime sometimes names the torn connection before it names the handshake; such a list is looked up then. */
    @Test
    void plainTextInsteadOfTlsIsNeverTakenForAnAnswer() throws Exception {
        Answer answer = shakenHands(
                "no TLS", (socket, server) -> RawServer.write(socket, "HTTP/1.1 400 This is no TLS\r\n\r\n"));
        assertThat(answer.meaning()).isIn(Meaning.UNREACHABLE, Meaning.UNCONFIRMED);
        assertThat(answer.reply().code()).isIn(CodeTable.TLS_FAILURE, CodeTable.CONNECTION_LOST);
        assertThat(answer.reply().httpStatus()).isZero();
    }

    /** What comes of a request to a server that reads the client's first words and then does this. */
    private static Answer shakenHands(String fault, RawServer.Play play) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                RawServer unused = new RawServer(RawServer.hangUp())) {
            Thread server = new Thread(() -> {
                try (Socket socket = listener.accept()) {
                    assertThat(socket.getInputStream().read(new byte[8_192]))
                            .as(fault)
                            .isPositive();
                    play.on(socket, unused);
                    if (!socket.isClosed()) {
                        socket.getInputStream().readAllBytes();
                    }
                } catch (IOException | InterruptedException e) {
                    // The client gives up first.
                }
            });
            server.setDaemon(true);
            server.start();
            return answerTo(settings(URI.create("https://127.0.0.1:" + listener.getLocalPort())));
        }
    }

    @Test
    void aTlsHandshakeThatHangsIsGivenUpAndSendsNothing() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertUnreachable(
                    answerTo(hastyToConnect(URI.create("https://127.0.0.1:" + mute.getLocalPort()))),
                    CodeTable.CONNECT_TIMEOUT);
        }
    }

    @Test
    void refusesToStartWhenTheRuntimeWouldResend() {
        System.setProperty(Wire.RESEND_PROPERTY, "");
        try {
            assertThatThrownBy(() -> Fixtures.gateway(settings(URI.create("http://localhost:1"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("enableAllMethodRetry");
        } finally {
            System.clearProperty(Wire.RESEND_PROPERTY);
        }
    }

    private static void assertUnreachable(Answer answer, String code) {
        assertThat(answer.meaning()).isEqualTo(Meaning.UNREACHABLE);
        assertThat(answer.reply().code()).isEqualTo(code);
        assertThat(answer.reply().httpStatus()).isZero();
    }
}
