package io.qianhu.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.qianhu.job.Home;
import io.qianhu.ledger.Decision;
import io.qianhu.ledger.DiskTrouble;
import io.qianhu.ledger.Resolution;
import io.qianhu.number.Masking;
import io.qianhu.report.RunReports;
import io.qianhu.report.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers other processes while this one holds the ledger: {@code GET /runs}, {@code GET /campaigns}, {@code POST
 * /status}, {@code POST /find}, {@code POST /stop}, {@code POST /pause}, {@code POST /cancel}, {@code POST /resume}, {@code
 * POST /resolve} and {@code POST /report}, on loopback, for callers that show the token from the {@link ControlFile}.
 *
 * <p>Some threads take all requests and carry out orders; questions, which may read much, wait for two others, and reports
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

    /** Made when they are needed. A connection that says nothing more keeps one until the server gives it up. */
    private static final int THREADS_OF_ORDERS = 16;

    private static final int MOST_WAITING = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** An order may have to watch for a while whether the owner of a lease still lives. */
    private static final Duration PATIENCE_WITH_ORDERS = Duration.ofSeconds(30);

    private static final int TOKEN_BYTES = 16;
    private static final int MOST_ASKED_BYTES = 4_000;

    private final Home home;
    private final HttpServer server;
    private final String token;
    private final boolean serves;
    private final ThreadPoolExecutor orders;
    private final ThreadPoolExecutor questions;
    private final ThreadPoolExecutor writing;

    private ControlServer(
            Home home,
            HttpServer server,
            String token,
            boolean serves,
            ThreadPoolExecutor orders,
            ThreadPoolExecutor questions,
            ThreadPoolExecutor writing) {
        this.writing = writing;
        this.serves = serves;
        this.orders = orders;
        this.questions = questions;
        this.home = home;
        this.server = server;
        this.token = token;
    }

    static ControlServer start(Home home, RunReports reports, Controls controls) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        HttpServer server;
        try {
            server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ThreadPoolExecutor orders = threads("qianhu-orders", THREADS_OF_ORDERS);
        ThreadPoolExecutor questions = threads("qianhu-questions", THREADS);
        ThreadPoolExecutor writing = threads("qianhu-reports", 1);
        ControlServer control = new ControlServer(home, server, token, controls.serves(), orders, questions, writing);
        try {
            server.setExecutor(orders);
            take(server, "/runs", token, "GET", questions, none -> json(reports.all()));
            take(server, "/campaigns", token, "GET", questions, none -> controls.campaigns());
            take(
                    server,
                    "/status",
                    token,
                    "POST",
                    questions,
                    run -> json(reports.atAGlance(run).stream().toList()));
            take(server, "/find", token, "POST", questions, controls::find);
            take(server, "/resume", token, "POST", Runnable::run, asked -> resume(controls, asked));
            take(
                    server,
                    "/pause",
                    token,
                    "POST",
                    Runnable::run,
                    asked -> controls.pause(line(asked, 0), line(asked, 1)).text());
            take(
                    server,
                    "/cancel",
                    token,
                    "POST",
                    Runnable::run,
                    asked -> controls.cancel(line(asked, 0), line(asked, 1), line(asked, 2))
                            .text());
            take(
                    server,
                    "/resolve",
                    token,
                    "POST",
                    Runnable::run,
                    asked -> resolve(controls, asked).text());
            take(
                    server,
                    "/report",
                    token,
                    "POST",
                    writing,
                    run -> report(controls, run).text());
            take(server, "/stop", token, "POST", Runnable::run, controls::stop);
            server.start();
            control.worksOn("");
            return control;
        } catch (RuntimeException e) {
            control.close();
            throw e;
        }
    }

    /** From now on other processes are told this run's id. */
    void worksOn(String run) {
        ControlFile.ofThisProcess(run, server.getAddress().getPort(), token, serves)
                .write(home.path());
    }

    /** The subject in the first line, who asks in the second. */
    private static String resume(Controls controls, String asked) {
        return controls.resume(line(asked, 0), line(asked, 1));
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
            return new Ordered(false, e.getMessage() + " (" + e.getCause() + ")");
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

    private interface Answer {
        String text(String body);
    }

    private static ThreadPoolExecutor threads(String name, int most) {
        return new ThreadPoolExecutor(most, most, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param on what the answer is found on, once it is known that the caller may ask */
    private static void take(HttpServer server, String path, String token, String method, Executor on, Answer answer) {
        server.createContext(path, exchange -> {
            String shown = exchange.getRequestHeaders().getFirst(TOKEN_HEADER);
            if (shown == null || !MessageDigest.isEqual(bytes(shown), bytes(token))) {
                refuse(exchange, 403);
            } else if (!exchange.getRequestMethod().equals(method)) {
                refuse(exchange, 405);
            } else {
                try {
                    on.execute(() -> answer(exchange, answer));
                } catch (RejectedExecutionException tooMany) {
                    refuse(exchange, BUSY);
                }
            }
        });
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readNBytes(MOST_ASKED_BYTES), StandardCharsets.UTF_8);
            int status = 200;
            byte[] body;
            try {
                body = bytes(answer.text(asked));
            } catch (RuntimeException e) {
                String why = Masking.mask(e.toString());
                log.warn("{} was asked and could not be answered: {}", exchange.getRequestURI(), why);
                status = FAILED;
                body = bytes(Masking.mask(DiskTrouble.in(e).orElseGet(() -> FailureMessage.whatFailed(e))));
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            log.info("nobody waited for the answer to {}: {}", exchange.getRequestURI(), gone.toString());
        }
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
        server.stop(0);
    }
}
