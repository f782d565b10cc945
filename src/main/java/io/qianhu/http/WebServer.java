package io.qianhu.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An HTTP/1.1 server with a thread for each connection. The JDK's own server takes its limits from properties of the whole
 * process, and a few connections that begin a request and say nothing more take all its threads.
 *
 * <p>How nobody is starved by connections that say nothing, whole requests of theirs apart:
 *
 * <ol>
 *   <li>A request has to come as a whole within {@link HttpLimits#request}, however its bytes are spread.
 *   <li>At most {@link HttpLimits#connections} are served. For one more, the one whose thread has waited longest for its
 *       client, to send or to take an answer, is closed.
 *   <li>It is closed only when it has waited for {@link #GRACE}, in which an honest client has long sent its request; until
 *       then the newcomer waits. So nobody gains by coming again at once.
 * </ol>
 */
public final class WebServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WebServer.class.getName());
    /** The address itself: a name, and the JDK's own loopback address, may stand for ::1. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final int BACKLOG = 512;
    private static final long GRACE = Duration.ofMillis(250).toNanos();
    private static final long MOMENT = Duration.ofMillis(20).toNanos();

    private final HttpLimits limits;
    private final InstantSource clock;
    private final Function<HttpRequest, HttpAnswer> handler;
    private final ServerSocket listener;
    private final ExecutorService threads;
    private final Semaphore connections;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger drops = new AtomicInteger();

    /** Whose thread waits for the client, and since when; the longest first. Guarded by itself. */
    private final Map<Socket, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(long since, boolean forRequest) {}

    /**
     * Begins to serve.
     *
     * @param name of its threads
     * @param handler answers requests, on several threads at a time, and does not throw
     * @param clock gives the answers' {@code Date}
     */
    public WebServer(
            InetSocketAddress address,
            String name,
            HttpLimits limits,
            InstantSource clock,
            Function<HttpRequest, HttpAnswer> handler)
            throws IOException {
        this.limits = limits;
        this.clock = clock;
        this.handler = handler;
        this.connections = new Semaphore(limits.connections());
        this.listener = new ServerSocket(address.getPort(), BACKLOG, address.getAddress());
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::acceptUntilClosed);
    }

    /** A port of 127.0.0.1; 0 is any free one. */
    public static InetSocketAddress loopback(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private void acceptUntilClosed() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                while (!connections.tryAcquire(makeRoom(), TimeUnit.NANOSECONDS)) {
                    LOG.log(System.Logger.Level.DEBUG, "{0} connections are open", limits.connections());
                }
                begin(socket);
            } catch (IOException closedOrRefused) {
                // Such as no file left for a connection: that passes.
                pause();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pause() {
        try {
            threads.awaitTermination(MOMENT, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the connection that has waited longest, where one must go and that may; returns how long to wait for room. */
    private long makeRoom() {
        if (connections.availablePermits() > 0) {
            return MOMENT;
        }
        synchronized (waiting) {
            Iterator<Map.Entry<Socket, Waiting>> longest = waiting.entrySet().iterator();
            if (!longest.hasNext()) {
                return MOMENT;
            }
            Map.Entry<Socket, Waiting> first = longest.next();
            long left = GRACE - (System.nanoTime() - first.getValue().since());
            if (left > 0) {
                return left;
            }
            longest.remove();
            close(first.getKey());
            return MOMENT;
        }
    }

    private void waits(Socket socket, boolean forRequest) {
        synchronized (waiting) {
            waiting.remove(socket);
            waiting.put(socket, new Waiting(System.nanoTime(), forRequest));
        }
    }

    private void waitsNoMore(Socket socket) {
        synchronized (waiting) {
            waiting.remove(socket);
        }
    }

    private void begin(Socket socket) {
        open.add(socket);
        waits(socket, true);
        try {
            threads.execute(() -> serve(socket));
        } catch (RejectedExecutionException closedMeanwhile) {
            end(socket);
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        waitsNoMore(socket);
        close(socket);
        connections.release();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            LOG.log(System.Logger.Level.DEBUG, "a connection was already closed");
        }
    }

    private void serve(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            answerUntilClosed(socket);
        } catch (IOException clientWentAway) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended early: {0}", clientWentAway.getMessage());
        } finally {
            end(socket);
        }
    }

    private void answerUntilClosed(Socket socket) throws IOException {
        HttpReader reader = new HttpReader(socket, limits);
        boolean keptAlive = true;
        while (keptAlive && !listener.isClosed() && reader.awaitRequest()) {
            try {
                HttpRequest request = reader.read();
                waitsNoMore(socket);
                HttpAnswer answer = handler.apply(request);
                waits(socket, false);
                keptAlive = deliver(socket, answer, request.keepsAlive());
            } catch (MalformedRequest malformed) {
                deliver(socket, HttpAnswer.page(malformed.status()), false);
                reader.discardTheRest();
                keptAlive = false;
            }
            waits(socket, true);
        }
    }

    /** Sends as much as the answer's delivery says; true when the connection lives on. */
    private boolean deliver(Socket socket, HttpAnswer answer, boolean keepAlive) throws IOException {
        if (answer.delivery() == HttpAnswer.Delivery.NOTHING) {
            // Drops come in both kinds by turns: an orderly end of stream, then a reset.
            if (drops.getAndIncrement() % 2 == 1) {
                socket.setSoLinger(true, 0);
            }
            return false;
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean whole = answer.delivery() == HttpAnswer.Delivery.WHOLE;
        byte[] head = answer.head(body.length, keepAlive && whole, clock.instant());
        int sent = whole ? body.length : body.length / 2;
        byte[] message = Arrays.copyOf(head, head.length + sent);
        System.arraycopy(body, 0, message, head.length, sent);
        OutputStream out = socket.getOutputStream();
        out.write(message);
        out.flush();
        return keepAlive && whole;
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }

    /**
     * Ends every connection that waits for a request, and waits until the requests under way are answered. No thread is
     * interrupted: an interrupt would close files that a handler writes.
     *
     * @param patience at most so long; then the others are ended as well
     */
    public void close(Duration patience) {
        try {
            listener.close();
        } catch (IOException alreadyClosed) {
            LOG.log(System.Logger.Level.DEBUG, "the server was already closed");
        }
        synchronized (waiting) {
            waiting.forEach((socket, wait) -> {
                if (wait.forRequest()) {
                    close(socket);
                }
            });
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.INFO, "a request was still under way when the server closed");
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
        open.forEach(WebServer::close);
    }
}
