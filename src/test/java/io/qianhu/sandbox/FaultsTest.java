package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault as a client sees it, and what the journal holds afterwards. */
class FaultsTest {
    @TempDir
    private Path directory;

    private Path journal = Path.of("journal.jsonl");

    @BeforeEach
    void journalInTheDirectory() {
        journal = directory.resolve("journal.jsonl");
    }

    @ParameterizedTest
    @CsvSource({"DROP_BEFORE_ACCEPT, 0", "DROP_AFTER_ACCEPT, 2"})
    void dropsEndTheStreamFirstAndResetTheConnectionNext(Fault drop, int tasks) throws IOException {
        try (Sandbox sandbox = sandbox(Map.of())) {
            sandbox.nextCreates(drop, drop);
            try (Socket socket = connected(sandbox)) {
                send(sandbox, socket);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            try (Socket socket = connected(sandbox)) {
                send(sandbox, socket);
                InputStream answer = socket.getInputStream();
                assertThatThrownBy(answer::read)
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
            assertThat(sandbox.createsReceived()).isEqualTo(2);
        }
        assertThat(SandboxJournal.tally(journal).tasks()).isEqualTo(tasks);
    }

    @ParameterizedTest
    @CsvSource({"DROP_BEFORE_ACCEPT, 0", "DROP_AFTER_ACCEPT, 1"})
    void dropsAKeptAliveConnectionToo(Fault drop, int more) throws IOException {
        try (Sandbox sandbox = sandbox(Map.of())) {
            sandbox.nextCreates(Fault.NONE, drop);
            try (Socket socket = connected(sandbox)) {
                send(sandbox, socket);
                assertThat(readAnswer(socket)).startsWith("HTTP/1.1 200 ").contains("\"Code\":\"OK\"");
                send(sandbox, socket);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        }
        assertThat(SandboxJournal.tally(journal).tasks()).isEqualTo(1 + more);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_BEFORE_ACCEPT, 503, ServiceUnavailable, 0",
        "ERROR_AFTER_ACCEPT, 500, InternalError, 1",
        "THROTTLED, 400, Throttling.User, 0",
        "NONE, 200, OK, 1"
    })
    void answersWithACode(Fault fault, int status, String code, int tasks) {
        try (Sandbox sandbox = sandbox(Map.of())) {
            sandbox.nextCreates(fault);
            Reply reply = Reply.to(create().v3(sandbox.endpoint()));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.code()).isEqualTo(code);
            assertThat(sandbox.faultsPlayed()).containsEntry(fault, 1L);
        }
        assertThat(SandboxJournal.tally(journal).tasks()).isEqualTo(tasks);
    }

    @Test
    void answersAfterTheSlownessOfATaskThatWasAcceptedAtOnce() {
        try (Sandbox sandbox = sandbox(Map.of("faults.slowness", "10m"))) {
            sandbox.nextCreates(Fault.SLOW_AFTER_ACCEPT);
            assertThatThrownBy(() -> Reply.toOrFail(impatient(sandbox))).isInstanceOf(HttpTimeoutException.class);
            Awaitility.await().until(() -> sandbox.taskCount() == 1);
        }
        assertThat(SandboxJournal.tally(journal).tasks()).isEqualTo(1);
    }

    @Test
    void closesWithoutWaitingForTheSlowness() {
        Sandbox sandbox = sandbox(Map.of("faults.slowness", "10m"));
        sandbox.nextCreates(Fault.SLOW_AFTER_ACCEPT);
        assertThatThrownBy(() -> Reply.toOrFail(impatient(sandbox))).isInstanceOf(HttpTimeoutException.class);
        Awaitility.await().until(() -> sandbox.taskCount() == 1);
        long start = System.nanoTime();
        sandbox.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void acceptsLaterThanTheClientWaits() {
        try (Sandbox sandbox = sandbox(Map.of("faults.slowness", "600ms"))) {
            sandbox.nextCreates(Fault.SLOW_BEFORE_ACCEPT);
            assertThatThrownBy(() -> Reply.toOrFail(impatient(sandbox))).isInstanceOf(HttpTimeoutException.class);
            assertThat(sandbox.taskCount()).isZero();
            Awaitility.await().until(() -> sandbox.taskCount() == 1);
        }
    }

    @Test
    void answersGarbageWithStatus200() {
        try (Sandbox sandbox = sandbox(Map.of())) {
            sandbox.nextCreates(Fault.GARBAGE_ANSWER);
            Reply reply = Reply.to(create().v3(sandbox.endpoint()));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).startsWith("<html>");
            assertThat(sandbox.taskCount()).isEqualTo(1);
        }
    }

    @Test
    void answersHalf() throws IOException {
        try (Sandbox sandbox = sandbox(Map.of())) {
            sandbox.nextCreates(Fault.HALF_ANSWER, Fault.HALF_ANSWER);
            assertThatThrownBy(() -> Reply.toOrFail(create().v3(sandbox.endpoint())))
                    .isInstanceOf(IOException.class);
            try (Socket socket = connected(sandbox)) {
                send(sandbox, socket);
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 OK")
                        .doesNotEndWith("}");
            }
            assertThat(sandbox.taskCount()).isEqualTo(2);
        }
    }

    @Test
    void answersOkWithoutAnId() {
        try (Sandbox sandbox = sandbox(Map.of())) {
            sandbox.nextCreates(Fault.ANSWER_WITHOUT_ID);
            Reply reply = Reply.to(create().v3(sandbox.endpoint()));
            assertThat(reply.code()).isEqualTo("OK");
            assertThat(reply.json().has("Data")).isFalse();
            assertThat(sandbox.taskCount()).isEqualTo(1);
        }
    }

    @Test
    void answersWithTheIdOfAnEarlierTask() {
        try (Sandbox sandbox = sandbox(Map.of())) {
            sandbox.nextCreates(Fault.NONE, Fault.EARLIER_ANSWER);
            String first =
                    Reply.to(create().v3(sandbox.endpoint())).json().get("Data").asString();
            String second =
                    Reply.to(create().v3(sandbox.endpoint())).json().get("Data").asString();
            assertThat(second).isEqualTo(first);
            assertThat(sandbox.taskCount()).isEqualTo(2);
        }
    }

    @Test
    void listsNothingForAsLongAsItIsToldTo() {
        try (Sandbox sandbox = sandbox(Map.of())) {
            Reply.to(create().v3(sandbox.endpoint()));
            sandbox.listsNothing(true);
            assertThat(listed(sandbox)).isZero();
            sandbox.listsNothing(false);
            assertThat(listed(sandbox)).isEqualTo(1);
        }
    }

    private static int listed(Sandbox sandbox) {
        return Reply.to(SignedRequest.list(Instant.now()).v3(sandbox.endpoint()))
                .json()
                .get("TotalCount")
                .asInt();
    }

    @Test
    void keepsPlannedFaultsForCreatesThatAreInOrder() {
        try (Sandbox sandbox = sandbox(Map.of())) {
            sandbox.nextCreates(Fault.THROTTLED);
            assertThat(Reply.to(create().with("Caller", "1").v3(sandbox.endpoint()))
                            .code())
                    .isEqualTo("isv.MOBILE_NUMBER_ILLEGAL");
            assertThat(Reply.to(SignedRequest.list(Instant.now()).v3(sandbox.endpoint()))
                            .code())
                    .isEqualTo("OK");
            assertThat(codeOf(sandbox)).isEqualTo("Throttling.User");
            assertThat(codeOf(sandbox)).isEqualTo("OK");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "isv.AMOUNT_NOT_ENOUGH, , 400",
        "isp.SYSTEM_ERROR, , 500",
        "ServiceUnavailable, , 503",
        "InvalidAccessKeyId.NotFound, , 404",
        "isv.AMOUNT_NOT_ENOUGH, 200, 200",
    })
    void refusesWithACode(String code, String status, int expectedStatus) {
        Map<String, String> settings = status == null
                ? Map.of("faults.refuse-with", code)
                : Map.of("faults.refuse-with", code, "faults.refuse-status", status);
        try (Sandbox sandbox = sandbox(settings)) {
            Reply reply = Reply.to(create().v3(sandbox.endpoint()));
            assertThat(reply.code()).isEqualTo(code);
            assertThat(reply.status()).isEqualTo(expectedStatus);
            assertThat(sandbox.taskCount()).isZero();
        }
    }

    @Test
    void refusesEveryThirdCreate() {
        try (Sandbox sandbox =
                sandbox(Map.of("faults.refuse-with", "isv.OUT_OF_SERVICE", "faults.refuse-every", "3"))) {
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                codes.add(codeOf(sandbox));
            }
            assertThat(codes).containsExactly("OK", "OK", "isv.OUT_OF_SERVICE", "OK", "OK", "isv.OUT_OF_SERVICE");
        }
    }

    @Test
    void throttlesInASlidingSecond() {
        HandMovedClock clock = new HandMovedClock("2026-01-02T03:04:05.900Z");
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.of(Map.of("faults.throttle-per-second", "2")), clock)) {
            assertThat(codesAfter(sandbox, clock, 0, 50, 100)).containsExactly("OK", "OK", "Throttling.User");
            // The first of them is exactly one second old after 850 ms more; what was refused does not count.
            assertThat(codesAfter(sandbox, clock, 849, 1, 0))
                    .containsExactly("Throttling.User", "OK", "Throttling.User");
            assertThat(sandbox.mostCreatesInOneSecond()).isEqualTo(5);
            assertThat(sandbox.taskCount()).isEqualTo(3);
            assertThat(sandbox.faultsPlayed())
                    .containsEntry(Fault.NONE, 3L)
                    .containsEntry(Fault.THROTTLED, 3L)
                    .containsEntry(Fault.GARBAGE_ANSWER, 0L);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "DROP_BEFORE_ACCEPT",
                "DROP_AFTER_ACCEPT",
                "ERROR_BEFORE_ACCEPT",
                "ERROR_AFTER_ACCEPT",
                "SLOW_BEFORE_ACCEPT",
                "SLOW_AFTER_ACCEPT",
                "GARBAGE_ANSWER",
                "HALF_ANSWER"
            })
    void drawsEachFaultFromItsOwnKey(Fault fault) throws Refused {
        String key = "faults." + fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        FaultPlan plan = new FaultPlan(SandboxSettings.of(Map.of(key, "1")).faults());
        assertThat(List.of(plan.next(), plan.next(), plan.next())).containsOnly(fault);
    }

    @Test
    void drawsTheSameFaultsFromTheSameSeed() throws Refused {
        assertThat(thousand("7")).isEqualTo(thousand("7")).isNotEqualTo(thousand("8"));
        assertThat(thousand("7").stream().filter(fault -> fault == Fault.DROP_AFTER_ACCEPT))
                .hasSizeBetween(150, 250);
        assertThat(thousand("7").stream().filter(fault -> fault == Fault.NONE)).hasSizeBetween(650, 750);
    }

    @Test
    void addsUpToTheJitterToTheLatency() {
        FaultPlan plan =
                new FaultPlan(SandboxSettings.of(Map.of("faults.latency", "20ms", "faults.latency-jitter", "10ms"))
                        .faults());
        List<Duration> latencies = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            latencies.add(plan.latency());
        }
        assertThat(latencies).allMatch(latency -> latency.toMillis() >= 20 && latency.toNanos() <= 30_000_000);
        assertThat(latencies).anyMatch(latency -> latency.toMillis() < 22);
        assertThat(latencies).anyMatch(latency -> latency.toMillis() > 27);
    }

    @Test
    void takesTheLatencyForEveryAnswer() {
        try (Sandbox sandbox = sandbox(Map.of("faults.latency", "80ms"))) {
            long start = System.nanoTime();
            assertThat(codeOf(sandbox)).isEqualTo("OK");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        }
    }

    private static List<Fault> thousand(String seed) throws Refused {
        FaultPlan plan = new FaultPlan(SandboxSettings.of(Map.of(
                        "faults.seed", seed, "faults.drop-after-accept", "0.2", "faults.error-before-accept", "0.1"))
                .faults());
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            faults.add(plan.next());
        }
        return faults;
    }

    private static List<String> codesAfter(Sandbox sandbox, HandMovedClock clock, int... millis) {
        List<String> codes = new ArrayList<>();
        for (int milli : millis) {
            clock.move(Duration.ofMillis(milli));
            codes.add(Reply.to(SignedRequest.create(clock.instant()).v3(sandbox.endpoint()))
                    .code());
        }
        return codes;
    }

    private Sandbox sandbox(Map<String, String> settings) {
        return Sandbox.start(SandboxSettings.of(settings).withJournal(journal));
    }

    private static SignedRequest create() {
        return SignedRequest.create(Instant.now());
    }

    private static String codeOf(Sandbox sandbox) {
        return Reply.to(create().v3(sandbox.endpoint())).code();
    }

    private static java.net.http.HttpRequest impatient(Sandbox sandbox) {
        return java.net.http.HttpRequest.newBuilder(create().v3(sandbox.endpoint()), (name, value) -> true)
                .timeout(Duration.ofMillis(300))
                .build();
    }

    private static Socket connected(Sandbox sandbox) throws IOException {
        return Loopback.connected(sandbox.endpoint().getPort());
    }

    private static void send(Sandbox sandbox, Socket socket) throws IOException {
        SignedRequest request = create();
        request.method = "GET";
        java.net.http.HttpRequest signed = request.v3(sandbox.endpoint());
        StringBuilder head = new StringBuilder("GET /?" + signed.uri().getRawQuery() + " HTTP/1.1\r\nhost: "
                + signed.uri().getAuthority() + "\r\n");
        request.headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String readAnswer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.read());
        }
        int length = Integer.parseInt(answer.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
        return answer + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
