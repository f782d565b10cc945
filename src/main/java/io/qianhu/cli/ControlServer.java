package io.qianhu.cli;

import io.qianhu.http.HttpAnswer;
import io.qianhu.http.HttpLimits;
import io.qianhu.http.HttpRequest;
import io.qianhu.http.WebServer;
import io.qianhu.job.Home;
import io.qianhu.ledger.DiskTrouble;
import io.qianhu.message.Message;
import io.qianhu.number.Masking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Takes the orders of other processes while this one holds the ledger: {@code POST /orders} with an {@link Order} as JSON,
 * on loopback, from callers that show the token from the {@link ControlFile}; an {@link Answer} as JSON comes back.
 *
 * <p>Some threads change the ledger; what only looks, and may read much, waits for two others, and reports for one of
 * their own: a question never holds up a stop, and a report no question.
 */
final class ControlServer implements AutoCloseable {
    static final String TOKEN_HEADER = "X-Qianhu-Token";

    /** What others dial; the loopback address of the runtime may be that of IPv6. */
    static final String HOST = "127.0.0.1";

    static final String PATH = "/orders";

    /** The status where the caller means another process. */
    static final int OTHER_TOKEN = 403;

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
    private final ThreadPoolExecutor changes = threads("qianhu-orders", THREADS_OF_ORDERS);
    private final ThreadPoolExecutor questions = threads("qianhu-questions", THREADS);
    private final ThreadPoolExecutor writing = threads("qianhu-reports", 1);
    private final Function<Order, Answer> orders;
    private final WebServer server;

    private ControlServer(Home home, String token, boolean serves, Function<Order, Answer> orders) throws IOException {
        this.home = home;
        this.token = token;
        this.serves = serves;
        this.orders = orders;
        this.server = new WebServer(
                WebServer.loopback(0), "qianhu-control", HttpLimits.SMALL, InstantSource.system(), this::answer);
    }

    /**
     * @param serves whether this process serves campaigns, and so goes on when its run has ended
     * @param orders carries them out; called by several threads
     */
    static ControlServer start(Home home, boolean serves, Function<Order, Answer> orders) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        ControlServer control;
        try {
            control = new ControlServer(home, HexFormat.of().formatHex(random), serves, orders);
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
            return said(OTHER_TOKEN, Answer.refused(Message.of("cli.no-token")));
        }
        if (!request.path().equals(PATH) || !request.method().equals("POST")) {
            return said(404, Answer.refused(Message.of("cli.no-order")));
        }
        Order order = order(request);
        if (order == null) {
            return said(400, Answer.refused(Message.of("cli.no-order")));
        }
        Answer answer;
        try {
            answer = CompletableFuture.supplyAsync(() -> orders.apply(order), threads(order.kind()))
                    .join();
        } catch (RejectedExecutionException tooMany) {
            answer = Answer.not(Answer.Status.BUSY, Message.of("cli.too-many-wait"));
        } catch (CompletionException e) {
            answer = failed(order, Objects.requireNonNullElse(e.getCause(), e));
        }
        return said(answer.status().http(), answer);
    }

    private static @Nullable Order order(HttpRequest request) {
        try {
            return Order.parse(new String(request.body(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return null;
        }
    }

    private Executor threads(Order.Kind kind) {
        return kind == Order.Kind.LOOK ? questions : kind == Order.Kind.REPORT ? writing : changes;
    }

    private static Answer failed(Order order, Throwable e) {
        log.warn("{} could not be carried out: {}", order.getClass().getSimpleName(), Masking.mask(e.toString()));
        return Answer.not(Answer.Status.FAILED, DiskTrouble.in(e).orElseGet(() -> FailureMessage.whatFailed(e)));
    }

    private static HttpAnswer said(int status, Answer answer) {
        return HttpAnswer.of(status, "application/json", answer.json());
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
        changes.shutdown();
        try {
            if (!questions.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("a question is left without an answer, because the run has ended");
            }
            if (!writing.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.info("reports are left half written; `qianhu report` writes them again");
            }
            if (!changes.awaitTermination(PATIENCE_WITH_ORDERS.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("an order is left half done, because the process ends; given once more, it is completed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close(MOMENT);
    }
}
