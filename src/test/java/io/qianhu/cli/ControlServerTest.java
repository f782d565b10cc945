package io.qianhu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qianhu.dispatch.StopSignal;
import io.qianhu.http.SlowClients;
import io.qianhu.http.WebServer;
import io.qianhu.job.Home;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.LedgerOnDisk;
import io.qianhu.ledger.Resolution;
import io.qianhu.message.Message;
import io.qianhu.report.RunReports;
import io.qianhu.report.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
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
    private LedgerOnDisk ledger;
    private Home home;
    private ControlServer server;

    @BeforeEach
    void open() {
        ledger = new LedgerOnDisk(folder);
        home = Home.tryTake(folder.resolve("data")).orElseThrow();
        RunReports reports = new RunReports(
                ledger.runs, folder.resolve("reports"), Words.of(Locale.ENGLISH), ZoneId.of("Asia/Shanghai"));
        server = ControlServer.start(home, reports, new OneSearch());
    }

    @AfterEach
    void close() {
        blocked.countDown();
        server.close();
        home.close();
        ledger.close();
    }

    private final class OneSearch implements Controls {
        @Override
        public boolean serves() {
            return false;
        }

        @Override
        public String stop(String run) {
            stop.stop(StopSignal.Cause.REQUEST, Message.text("asked"));
            return "";
        }

        @Override
        public String find(String number) {
            return search(number);
        }

        @Override
        public Message resume(String subject, String by) {
            return Message.text("released " + subject + " for " + by);
        }

        @Override
        public Ordered pause(String run, String by) {
            return Ordered.done(Message.text("pauses " + run + " for " + by));
        }

        @Override
        public Ordered cancel(String run, String by, String reason) {
            if (run.equals("broken")) {
                throw new IllegalStateException("the row of 13800000001 is locked");
            }
            if (run.equals("slowly")) {
                return Ordered.done(Message.text(search(run)));
            }
            return Ordered.refused(Message.text("does not cancel " + run + " for " + by + " because " + reason));
        }

        @Override
        public Ordered resolve(String run, int list, Decision decision) {
            return Ordered.done(Message.text(run + " " + list + " " + decision.resolution() + " " + decision.taskId()
                    + " " + decision.by() + " " + decision.reason()));
        }

        @Override
        public Ordered report(String run) {
            throw new UncheckedIOException(
                    "the reports of " + run + " cannot be written", new IOException("disk full"));
        }

        @Override
        public String campaigns() {
            return "[]";
        }
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

    private CompletableFuture<HttpResponse<String>> ask(String path, String method, String body) {
        ControlFile owner = ControlFile.ofLivingOwner(home.path()).orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + owner.port() + path))
                .header(ControlServer.TOKEN_HEADER, owner.token())
                .timeout(SOON)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> asked) {
        return asked.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Test
    void slowQuestionsHoldUpNeitherAStopNorAResume() {
        List<CompletableFuture<HttpResponse<String>>> questions = IntStream.range(0, 6)
                .mapToObj(i -> ask("/find", "POST", Integer.toString(i)))
                .toList();
        await().atMost(SOON).until(() -> searches.get() == 2);

        assertThat(answer(ask("/resume", "POST", "3qmfzsxt\nwang.li")).body())
                .isEqualTo("released 3qmfzsxt for wang.li");
        assertThat(stop.get()).isEmpty();
        assertThat(answer(ask("/stop", "POST", "")).statusCode()).isEqualTo(200);
        assertThat(stop.get()).isPresent();
        assertThat(questions).noneMatch(CompletableFuture::isDone);
        assertThat(searches).as("two at a time").hasValue(2);

        blocked.countDown();
        assertThat(questions).map(question -> answer(question).body()).allMatch(body -> body.startsWith("found "));
    }

    @Test
    void oneQuestionTooManyIsRefusedAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> questions = IntStream.range(0, 2 + 16)
                .mapToObj(i -> ask("/find", "POST", Integer.toString(i)))
                .toList();
        await().atMost(SOON).until(() -> server.waiting() == 16);

        assertThat(answer(ask("/find", "POST", "1")).statusCode()).isEqualTo(ControlServer.BUSY);

        blocked.countDown();
        assertThat(questions).map(question -> answer(question).statusCode()).containsOnly(200);
    }

    @Test
    void itsThreadsEndWithItAndKeepNoProcessAlive() {
        answer(ask("/runs", "GET", ""));
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
        CompletableFuture<HttpResponse<String>> order = ask("/cancel", "POST", "slowly\nwang.li\n");
        await().atMost(SOON).until(() -> searches.get() == 1);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        await().atMost(SOON).until(() -> ControlFile.ofLivingOwner(home.path()).isEmpty());
        assertThat(order).isNotDone();
        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> !closed.isDone() && !order.isDone());

        blocked.countDown();
        assertThat(Ordered.parse(answer(order).body())).isEqualTo(Ordered.done(Message.text("found slowly")));
        closed.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Test
    void whatIsDecidedArrivesAsItWasSaid() {
        String reason = "资质已更新".repeat(50);
        Decision accepted = new Decision(Resolution.ACCEPTED, "4001112222", "王".repeat(100), reason, Instant.EPOCH);
        assertThat(said("/resolve", ControlServer.asked("k3f9x2mq", 12, accepted)))
                .isEqualTo("k3f9x2mq 12 ACCEPTED 4001112222 " + "王".repeat(100) + " " + reason);
        Decision given = new Decision(Resolution.ABANDON, null, "wang.li", "", Instant.EPOCH);
        assertThat(said("/resolve", ControlServer.asked("k3f9x2mq", 12, given)))
                .isEqualTo("k3f9x2mq 12 ABANDON null wang.li ");
        assertThat(said("/report", "k3f9x2mq"))
                .isEqualTo("the reports of k3f9x2mq cannot be written (java.io.IOException: disk full)");
    }

    private String said(String order, String asked) {
        return Ordered.parse(answer(ask(order, "POST", asked)).body()).message().english();
    }

    /** Without an answer the other process would be taken for frozen. */
    @Test
    void whatFailsIsAnsweredWithWhy() {
        HttpResponse<String> failed = answer(ask("/cancel", "POST", "broken\nwang.li\n"));
        assertThat(failed.statusCode()).isEqualTo(ControlServer.FAILED);
        assertThat(failed.body()).isEqualTo("the row of 138****0001 is locked (IllegalStateException)");
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
                assertThat(answer(ask("/resume", "POST", "r" + i + "\nwang.li")).body())
                        .isEqualTo("released r" + i + " for wang.li");
            }
        }
    }

    @Test
    void oneRunIsAskedForByItsIdOrAsTheLatest() {
        assertThat(status("")).isEqualTo("[]");
        ledger.begin("k3f9x2mq");
        ledger.begin("b7w2n8pd");

        assertThat(status("k3f9x2mq")).contains("k3f9x2mq").doesNotContain("b7w2n8pd");
        assertThat(status("")).contains("b7w2n8pd").doesNotContain("k3f9x2mq");
        assertThat(status("nosuchru")).isEqualTo("[]");
    }

    private String status(String run) {
        return answer(ask("/status", "POST", run)).body();
    }

    @Test
    void whoShowsNoTokenIsRefused() throws IOException, InterruptedException {
        ControlFile owner = ControlFile.ofLivingOwner(home.path()).orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + owner.port() + "/stop"))
                .header(ControlServer.TOKEN_HEADER, "0".repeat(32))
                .timeout(SOON)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(answer(ask("/stop", "GET", "")).statusCode()).isEqualTo(405);
        assertThat(stop.get()).isEmpty();
    }
}
