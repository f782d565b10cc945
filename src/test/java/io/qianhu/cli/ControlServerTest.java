package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.http.SlowClients;
import io.qianhu.http.WebServer;
import io.qianhu.job.Home;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.Resolution;
import io.qianhu.message.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other processes ask and order, over real connections. */
@Timeout(60)
class ControlServerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(SOON).build();
    private final StopSignal stop = new StopSignal();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final AtomicInteger searches = new AtomicInteger();
    private Home home;
    private ControlServer server;

    @BeforeEach
    void open() {
        home = Home.tryTake(folder.resolve("data")).orElseThrow();
        server = ControlServer.start(home, false, this::carryOut);
    }

    @AfterEach
    void close() {
        blocked.countDown();
        server.close();
        home.close();
    }

    private Answer carryOut(Order order) {
        if (order instanceof Order.FindNumber asked) {
            return Answer.done(Message.text(search(asked.number())));
        }
        if (order instanceof Order.StopRun) {
            stop.stop(StopSignal.Cause.REQUEST, Message.text("asked"));
        }
        if (order instanceof Order.CancelRun asked && asked.run().equals("broken")) {
            throw new IllegalStateException("the row of 13800000001 is locked");
        }
        if (order instanceof Order.CancelRun asked && asked.run().equals("overflow")) {
            throw new StackOverflowError();
        }
        return order instanceof Order.CancelRun asked
                ? Answer.done(Message.text(search(asked.run())))
                : Answer.done(Message.text(order.toString()), Message.of("cli.it-goes-on"));
    }

    private String search(String number) {
        searches.incrementAndGet();
        try {
            return blocked.await(SOON.toSeconds(), TimeUnit.SECONDS) ? "found " + number : "nobody let it go on";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private CompletableFuture<HttpResponse<String>> ask(Order order) {
        return send("POST", order.json());
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String body) {
        ControlFile owner = ControlFile.ofLivingOwner(home.path()).orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + owner.port() + ControlServer.PATH))
                .header(ControlServer.TOKEN_HEADER, owner.token())
                .timeout(SOON)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Answer said(CompletableFuture<HttpResponse<String>> asked) {
        return Answer.parse(answer(asked).body());
    }

    private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> asked) {
        return asked.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Test
    void slowQuestionsHoldUpNeitherAStopNorAResume() {
        List<CompletableFuture<HttpResponse<String>>> questions = IntStream.range(0, 6)
                .mapToObj(i -> ask(new Order.FindNumber(Integer.toString(i))))
                .toList();
        await().atMost(SOON).until(() -> searches.get() == 2);

        assertThat(said(ask(new Order.Resume("3qmfzsxt", "wang.li"))).isDone()).isTrue();
        assertThat(stop.get()).isEmpty();
        assertThat(answer(ask(new Order.StopRun(null))).statusCode()).isEqualTo(200);
        assertThat(stop.get()).isPresent();
        assertThat(questions).noneMatch(CompletableFuture::isDone);
        assertThat(searches).as("two at a time").hasValue(2);

        blocked.countDown();
        assertThat(questions)
                .map(question -> said(question).message().english())
                .allMatch(found -> found.startsWith("found "));
    }

    @Test
    void oneQuestionTooManyIsRefusedAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> questions = IntStream.range(0, 2 + 16)
                .mapToObj(i -> ask(new Order.FindNumber(Integer.toString(i))))
                .toList();
        await().atMost(SOON).until(() -> server.waiting() == 16);

        HttpResponse<String> refused = answer(ask(new Order.FindNumber("1")));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Answer.parse(refused.body()).status()).isEqualTo(Answer.Status.BUSY);

        blocked.countDown();
        assertThat(questions).map(question -> answer(question).statusCode()).containsOnly(200);
    }

    @Test
    void itsThreadsEndWithItAndKeepNoProcessAlive() {
        answer(ask(new Order.ShowRuns()));
        assertThat(own()).isNotEmpty().allMatch(Thread::isDaemon);

        server.close();
        await().atMost(SOON).until(() -> own().isEmpty());
    }

    /** Of this server: other tests of this process have ended theirs. */
    private static List<Thread> own() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().startsWith("qianhu-"))
                .filter(thread -> thread.getName().matches("qianhu-(orders|questions)"))
                .toList();
    }

    /** The ledger is closed next; what is half done would fail, and nobody would be told how it ended. */
    @Test
    void itsEndWaitsForAnOrderThatIsBeingCarriedOutAndAnswersIt() {
        CompletableFuture<HttpResponse<String>> order = ask(new Order.CancelRun("slowly", "wang.li", ""));
        await().atMost(SOON).until(() -> searches.get() == 1);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        await().atMost(SOON).until(() -> ControlFile.ofLivingOwner(home.path()).isEmpty());
        assertThat(order).isNotDone();
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> !closed.isDone() && !order.isDone());

        blocked.countDown();
        assertThat(said(order)).isEqualTo(Answer.done(Message.text("found slowly")));
        closed.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    static List<Order> orders() {
        Decision accepted =
                new Decision(Resolution.ACCEPTED, "4001112222", "王".repeat(100), "资质已更新".repeat(50), Instant.EPOCH);
        return List.of(
                new Order.ShowRuns(),
                new Order.ShowRun("k3f9x2mq"),
                new Order.ShowRun(null),
                new Order.ShowCampaigns(),
                new Order.WriteReports("k3f9x2mq"),
                new Order.StopRun(null),
                new Order.Resume("春季回访", "wang.li"),
                new Order.PauseRun("k3f9x2mq", "wang.li"),
                new Order.ResolveList("k3f9x2mq", 12, accepted),
                new Order.ResolveList(
                        "k3f9x2mq", 12, new Decision(Resolution.ABANDON, null, "wang.li", "", Instant.EPOCH)));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatIsOrderedAndAnsweredArrivesAsItWasSaid(Order order) {
        assertThat(Order.parse(order.json())).isEqualTo(order);
        assertThat(said(ask(order)))
                .isEqualTo(Answer.done(Message.text(order.toString()), Message.of("cli.it-goes-on")));
    }

    /** Without an answer the other process would be taken for frozen. */
    @Test
    void whatFailsIsAnsweredWithWhy() {
        HttpResponse<String> failed = answer(ask(new Order.CancelRun("broken", "wang.li", "")));
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(Answer.parse(failed.body()))
                .isEqualTo(Answer.not(
                        Answer.Status.FAILED,
                        Message.of("message.brackets", "the row of 138****0001 is locked", "IllegalStateException")));
    }

    @Test
    void evenAnErrorIsAnswered() {
        HttpResponse<String> failed = answer(ask(new Order.CancelRun("overflow", "wang.li", "")));
        assertThat(Answer.parse(failed.body()).status()).isEqualTo(Answer.Status.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stop", "{}", "null", "{\"order\":\"NoSuch\"}", "{\"order\":\"PauseRun\",\"run\":[1]}"})
    void whatIsNoOrderIsRefused(String body) {
        HttpResponse<String> refused = answer(send("POST", body));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Answer.parse(refused.body())).isEqualTo(Answer.refused(Message.of("cli.no-order")));
    }

    /** Where the runtime prefers IPv6 its loopback address is another one. */
    @Test
    void listensWhereOthersDial() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.net.preferIPv6Addresses=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListeningProcess.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).as(said).isZero();
        assertThat(said).contains("answers 200");
    }

    /** Any user of the machine can open connections; only who shows the token gives orders. */
    @Test
    void carriesOutOrdersBesideAHundredConnectionsThatSayNoWholeRequest() throws Exception {
        int port = ControlFile.ofLivingOwner(home.path()).orElseThrow().port();
        try (SlowClients slow = new SlowClients(WebServer.loopback(port), 100)) {
            for (int i = 0; i < 39; i++) {
                assertThat(said(ask(new Order.Resume("r" + i, "wang.li"))).isDone())
                        .isTrue();
            }
        }
    }

    @Test
    void whoShowsNoTokenIsRefused() throws IOException, InterruptedException {
        ControlFile owner = ControlFile.ofLivingOwner(home.path()).orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + owner.port() + ControlServer.PATH))
                .header(ControlServer.TOKEN_HEADER, "0".repeat(32))
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.ofString(new Order.StopRun(null).json()))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(answer(send("PUT", new Order.StopRun(null).json())).statusCode())
                .isEqualTo(404);
        assertThat(stop.get()).isEmpty();
    }
}
