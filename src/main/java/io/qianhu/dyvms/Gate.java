package io.qianhu.dyvms;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The door through which a request leaves, once or never.
 *
 * <ol>
 *   <li>{@code java.net.http} asks the body for its length when it composes the head of an HTTP/1.1 request: after name
 *       lookup, connection and proxy tunnel, and before the first byte of the request is written. (It cannot write the
 *       head without: Content-Length is in it.) The first such question opens the door.
 *   <li>A second question would be a second copy of the request, whatever made the client try. It is refused.
 *   <li>When an exchange fails before the first question, {@link #close} shuts the door for good. From then on it is
 *       proven, not guessed from the type of an exception, that nothing was and nothing will be sent.
 * </ol>
 *
 * <p>The error is on the safe side: when a TLS handshake breaks off, the client may still ask, although it can write
 * nothing any more, and the door counts as open. The race between leaving and giving up is decided by one
 * compare-and-set.
 */
final class Gate implements HttpRequest.BodyPublisher {
    private enum State {
        WAITING,
        LEFT,
        CLOSED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final HttpRequest.BodyPublisher body;

    Gate(String body) {
        this.body = HttpRequest.BodyPublishers.ofString(body);
    }

    /** Shuts the door unless the request is through; true when nothing left and nothing will. */
    boolean close() {
        return state.compareAndSet(State.WAITING, State.CLOSED) || state.get() == State.CLOSED;
    }

    @Override
    public long contentLength() {
        if (!state.compareAndSet(State.WAITING, State.LEFT)) {
            throw new IllegalStateException("this request must not leave (again): " + state.get());
        }
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(subscriber);
    }
}
