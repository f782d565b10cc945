package io.qianhu.cli;

import io.qianhu.http.HttpAnswer;
import io.qianhu.http.HttpLimits;
import io.qianhu.http.HttpRequest;
import io.qianhu.http.WebServer;
import io.qianhu.job.Home;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DiskTrouble;
import io.qianhu.ledger.Resolution;
import io.qianhu.message.Message;
import io.qianhu.message.StoredMessage;
import io.qianhu.number.Masking;
import io.qianhu.report.RunReports;
import io.qianhu.report.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers other processes while this one holds the ledger: {@code GET /runs}, {@code GET /campaigns}, {@code POST
 * /status}, {@code POST /find}, {@code POST /stop}, {@code POST /pause}, {@code POST /cancel}, {@code POST /resume}, {@code
 * POST /resolve} and {@code POST /report}, on loopback, for callers that show the token from the {@link ControlFile}.
 *
 * <p>Some threads carry out orders; questions, which may read much, wait for two others, and reports
 * for one of their own: a question never holds up a stop, and a report no question.
 */
final class ControlServer implements AutoCloseable {
    static final String TOKEN_HEADER = "X-Qianhu-Token";

    /** What others dial; the loopback address of the runtime may be that of IPv6. */
    static final String HOST = "127.0.0.1";

    /** The status for a question that would be one too many. */
    static final int BUSY = 503;

    /** The status where something failed; the body says what. */
    static final int FAILED = 500;

    private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
    private static final int THREADS = 2;

    private static final int THREADS_OF_ORDERS = 16;

    private static final int MOST_WAITING = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** An order may have to watch for a while whether the owner of a lease still lives. */
    private static final Duration PATIENCE_WITH_ORDERS = Duration.ofSeconds(30);

    /** In which an answer that is found is sent. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private static final int TOKEN_BYTES = 16;

    private final Home home;
    private final String token;
    private final boolean serves;
    private final ThreadPoolExecutor orders = threads("qianhu-orders", THREADS_OF_ORDERS);
    private final ThreadPoolExecutor questions = threads("qianhu-questions", THREADS);
    private final ThreadPoolExecutor writing = threads("qianhu-reports", 1);
    private final Map<String, Way> ways;
    private final WebServer server;

    /** @param on what the answer is found on, once it is known that the caller may ask */
    private record Way(String method, Executor on, UnaryOperator<String> answer) {}

    private ControlServer(Home home, String token, Controls controls, RunReports reports) throws IOException {
        this.home = home;
        this.token = token;
        this.serves = controls.serves();
        this.ways = Map.of(
                "/runs", new Way("GET", questions, none -> json(reports.all())),
                "/campaigns", new Way("GET", questions, none -> controls.campaigns()),
                "/status",
                        new Way(
                                "POST",
                                questions,
                                run -> json(reports.atAGlance(run).stream().toList())),
                "/find", new Way("POST", questions, controls::find),
                "/resume", new Way("POST", orders, asked -> resume(controls, asked)),
                "/pause",
                        new Way(
                                "POST",
                                orders,
                                asked -> controls.pause(line(asked, 0), line(asked, 1))
                                        .json()),
                "/cancel",
                        new Way(
                                "POST",
                                orders,
                                asked -> controls.cancel(line(asked, 0), line(asked, 1), line(asked, 2))
                                        .json()),
                "/resolve",
                        new Way(
                                "POST",
                                orders,
                                asked -> resolve(controls, asked).json()),
                "/report", new Way("POST", writing, run -> report(controls, run).json()),
                "/stop", new Way("POST", orders, controls::stop));
        this.server = new WebServer(
                WebServer.loopback(0), "qianhu-control", HttpLimits.SMALL, InstantSource.system(), this::answer);
    }

    static ControlServer start(Home home, RunReports reports, Controls controls) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        ControlServer control;
        try {
            control = new ControlServer(home, HexFormat.of().formatHex(random), controls, reports);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            control.worksOn("");
            return control;
        } catch (RuntimeException e) {
            control.close();
            throw e;
        }
    }

    /** From now on other processes are told this run's id. */
    void worksOn(String run) {
        ControlFile.ofThisProcess(run, server.address().getPort(), token, serves)
                .write(home.path());
    }

    /** The subject in the first line, who asks in the second. */
    private static String resume(Controls controls, String asked) {
        return StoredMessage.of(controls.resume(line(asked, 0), line(asked, 1)), Integer.MAX_VALUE);
    }

    /** Run, list, what is decided, the task's id, who decides and why, a line each. */
    static String asked(String run, int list, Decision decision) {
        return String.join(
                "\n",
                run,
                Integer.toString(list),
                decision.resolution().name(),
                decision.taskId() == null ? "" : decision.taskId(),
                decision.by(),
                decision.reason());
    }

    private static Ordered resolve(Controls controls, String asked) {
        String task = line(asked, 3);
        Decision decision = new Decision(
                Resolution.valueOf(line(asked, 2)),
                task.isEmpty() ? null : task,
                line(asked, 4),
                line(asked, 5),
                Instant.now());
        return controls.resolve(line(asked, 0), Integer.parseInt(line(asked, 1)), decision);
    }

    private static Ordered report(Controls controls, String run) {
        try {
            return controls.report(run);
        } catch (UncheckedIOException e) {
            return Ordered.refused(Message.of("message.brackets", Message.of(e), String.valueOf(e.getCause())));
        }
    }

    private static String line(String asked, int number) {
        String[] lines = asked.split("\n", -1);
        return lines.length > number ? lines[number] : "";
    }

    /** How many questions wait for a thread. */
    int waiting() {
        return questions.getQueue().size();
    }

    private static ThreadPoolExecutor threads(String name, int most) {
        return new ThreadPoolExecutor(most, most, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private HttpAnswer answer(HttpRequest request) {
        String shown = request.header(TOKEN_HEADER.toLowerCase(Locale.ROOT));
        if (shown == null || !MessageDigest.isEqual(bytes(shown), bytes(token))) {
            return text(403, "");
        }
        Way way = ways.get(request.path());
        if (way == null || !way.method().equals(request.method())) {
            return text(way == null ? 404 : 405, "");
        }
        try {
            String asked = new String(request.body(), StandardCharsets.UTF_8);
            return CompletableFuture.supplyAsync(() -> said(request, way, asked), way.on())
                    .join();
        } catch (RejectedExecutionException tooMany) {
            return text(BUSY, "");
        }
    }

    private static HttpAnswer said(HttpRequest request, Way way, String asked) {
        try {
            return text(200, way.answer().apply(asked));
        } catch (RuntimeException e) {
            String why = Masking.mask(e.toString());
            log.warn("{} was asked and could not be answered: {}", request.path(), why);
            return text(
                    FAILED,
                    DiskTrouble.in(e)
                            .orElseGet(() -> FailureMessage.whatFailed(e))
                            .english());
        }
    }

    private static HttpAnswer text(int status, String body) {
        return HttpAnswer.of(status, "text/plain; charset=utf-8", body);
    }

    private static String json(List<RunSummary> runs) {
        return runs.stream().map(RunSummary::toJson).collect(Collectors.joining(",", "[", "]"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The file goes first: whoever finds the server closed then sees that nobody answers any more. What reads or writes the
     * ledger now is waited for a while, because the ledger is closed next; it is not interrupted, which would close the file
     * under everybody.
     */
    @Override
    public void close() {
        try {
            ControlFile.delete(home.path());
        } catch (RuntimeException e) {
            log.warn("The file that tells of this process stays; nobody answers any more.", e);
        }
        questions.shutdown();
        questions.getQueue().clear();
        writing.shutdown();
        writing.getQueue().clear();
        orders.shutdown();
        try {
            if (!questions.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("a question is left without an answer, because the run has ended");
            }
            if (!writing.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("reports are left half written; `qianhu report` writes them again");
            }
            if (!orders.awaitTermination(PATIENCE_WITH_ORDERS.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("an order is left half done, because the process ends; given once more, it is completed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close(MOMENT);
    }
}
