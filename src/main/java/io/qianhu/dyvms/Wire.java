package io.qianhu.dyvms;

import io.qianhu.message.Message;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * The one class that sends: HTTP/1.1, no redirects, no authentication of its own, one request for one call.
 *
 * <p>One limit covers the exchange from the start to the last byte of the answer. {@code HttpRequest.timeout} would not
 * do: on JDK 17 and 25 it ends when the head of the answer is there, and a body may then trickle for ever.
 */
final class Wire {
    /** Makes {@code java.net.http} send a POST a second time when a connection breaks. */
    static final String RESEND_PROPERTY = "jdk.httpclient.enableAllMethodRetry";

    private final DyvmsSettings settings;
    private final ExecutorService workers = Workers.named("qianhu-http");
    private final Connections connections;

    /** @throws IllegalStateException when the runtime is set to send requests again by itself */
    Wire(DyvmsSettings settings) {
        String resend = System.getProperty(RESEND_PROPERTY);
        if (resend != null && !resend.equalsIgnoreCase("false")) {
            throw new IllegalStateException("the system property " + RESEND_PROPERTY
                    + " is set: the runtime could submit a call list twice; start without it");
        }
        this.settings = settings;
        this.connections = new Connections(settings, workers, System::nanoTime);
    }

    /** Never completes exceptionally, and completes within the request timeout. */
    CompletableFuture<TransportOutcome> send(SignedRequest request) {
        Gate gate = new Gate(request.body());
        CompletableFuture<HttpResponse<byte[]>> exchange = start(request, gate);
        // A future of its own, so that the deadline ends the wait and the gate still decides before the exchange ends.
        CompletableFuture<HttpResponse<byte[]>> arrival = exchange.thenApply(response -> response);
        // The timer's thread is shared by the whole process; what follows runs on a worker.
        return arrival.orTimeout(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (response, failure) -> {
                            if (failure == null) {
                                connections.used();
                                return answered(response);
                            }
                            TransportOutcome failed = failed(gate.close(), cause(failure));
                            exchange.cancel(true);
                            return failed;
                        },
                        workers);
    }

    private CompletableFuture<HttpResponse<byte[]>> start(SignedRequest request, Gate gate) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
        request.headers().forEach(builder::header);
        try {
            return connections
                    .client()
                    .sendAsync(
                            builder.method(RequestSigner.METHOD, gate).build(),
                            head -> new BoundedBody(settings.maxAnswerBytes()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static TransportOutcome answered(HttpResponse<byte[]> response) {
        String contentType = response.headers().firstValue("content-type").orElse("");
        return new TransportOutcome.Answered(
                response.statusCode(), Text.of(response.body(), contentType), HttpDate.in(response.headers()));
    }

    private TransportOutcome failed(boolean nothingLeft, Throwable failure) {
        boolean notRead = nothingLeft || handshakeFailed(failure);
        String code = notRead ? codeBeforeLeaving(failure) : codeAfterLeaving(failure);
        if (failure instanceof TimeoutException) {
            Duration limit = settings.requestTimeout();
            return new TransportOutcome.Failed(code, Message.of("dyvms.no-whole-answer-within-ms", limit.toMillis()));
        }
        return new TransportOutcome.Failed(code, words(code, failure));
    }

    /**
     * A handshake that fails on our side lets nothing out. The runtime names an alert of the server so as well, but that
     * one may come after the request was written, on a connection that is in use or in TLS 1.3 right after our last word,
     * and then nobody knows what was read; only the gate can say that it was not.
     */
    static boolean handshakeFailed(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof SSLHandshakeException
                && message != null
                && !message.startsWith("Received fatal alert");
    }

    /** The runtime has no words for the most frequent failures. */
    private static Message words(String code, Throwable failure) {
        String message = failure.getMessage();
        if (message != null) {
            return Message.text(MaskedMessage.of(failure.getClass().getSimpleName() + ": " + message));
        }
        return switch (code) {
            case CodeTable.CONNECTION_REFUSED -> Message.of("dyvms.nobody-listens-endpoint");
            case CodeTable.UNKNOWN_HOST -> Message.of("dyvms.endpoint-name-no-address");
            default -> Message.text(failure.getClass().getSimpleName());
        };
    }

    private static String codeBeforeLeaving(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return CodeTable.CONNECT_TIMEOUT;
        }
        if (failure instanceof ConnectException) {
            return hasCause(failure, UnresolvedAddressException.class)
                    ? CodeTable.UNKNOWN_HOST
                    : CodeTable.CONNECTION_REFUSED;
        }
        return failure instanceof SSLException ? CodeTable.TLS_FAILURE : CodeTable.NOT_SENT;
    }

    private static String codeAfterLeaving(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return CodeTable.TIMEOUT;
        }
        return failure instanceof BoundedBody.TooLong ? CodeTable.ANSWER_TOO_LONG : CodeTable.CONNECTION_LOST;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
