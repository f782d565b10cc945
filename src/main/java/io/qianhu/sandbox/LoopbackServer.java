package io.qianhu.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
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
 * An HTTP/1.1 server on 127.0.0.1 with a thread for each connection. The JDK's own server can neither reset a connection
 * nor cut an answer, and takes its limits and TCP_NODELAY from properties of the whole process.
 */
final class LoopbackServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
    /** The address itself: a name, and the JDK's own loopback address, may stand for ::1. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private static final int BACKLOG = 512;

    private final HttpLimits limits;
    private final InstantSource clock;
    private final Function<HttpRequest, HttpAnswer> handler;
    private final ServerSocket listener;
    private final ExecutorService threads;
    private final Semaphore connections;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger drops = new AtomicInteger();

    /**
     * @param port 0 for any free port
     * @param clock gives the answers' {@code Date}
     */
    LoopbackServer(int port, HttpLimits limits, InstantSource clock, Function<HttpRequest, HttpAnswer> handler)
            throws IOException {
        this.limits = limits;
        this.clock = clock;
        this.handler = handler;
        this.connections = new Semaphore(limits.connections());
        this.listener = new ServerSocket(port, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "sandbox-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::acceptUntilClosed);
    }

    String authority() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void acceptUntilClosed() {
        while (!listener.isClosed()) {
            connections.acquireUninterruptibly();
            try {
                begin(listener.accept());
            } catch (IOException closedOrRefused) {
                connections.release();
            }
        }
    }

    private void begin(Socket socket) throws IOException {
        open.add(socket);
        try {
            threads.execute(() -> serve(socket));
        } catch (RejectedExecutionException closedMeanwhile) {
            open.remove(socket);
            socket.close();
            connections.release();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            // A connection that was accepted while the server closed is not in the set that close() goes through.
            if (listener.isClosed()) {
                return;
            }
            socket.setTcpNoDelay(true);
            answerUntilClosed(socket);
        } catch (IOException clientWentAway) {
            LOG.log(System.Logger.Level.DEBUG, "a connection ended early: {0}", clientWentAway.getMessage());
        } finally {
            open.remove(socket);
            connections.release();
        }
    }

    private void answerUntilClosed(Socket socket) throws IOException {
        HttpReader reader = new HttpReader(socket, limits);
        boolean keptAlive = true;
        while (keptAlive && reader.awaitRequest()) {
            try {
                HttpRequest request = reader.read();
                HttpAnswer answer = handler.apply(request);
                keptAlive = deliver(socket, answer, request.keepsAlive());
            } catch (MalformedRequest malformed) {
                deliver(socket, HttpAnswer.page(malformed.status()), false);
                reader.discardTheRest();
                keptAlive = false;
            }
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

    /**
     * Ends every connection and waits until the requests under way are done. No thread is interrupted: an interrupt
     * would close the journal's channel within a write.
     */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (SocketException alreadyClosed) {
                LOG.log(System.Logger.Level.DEBUG, "a connection was already closed");
            }
        }
        connections.release(); // The accepting thread may be waiting for a permit.
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "requests were still under way 10 s after the sandbox closed");
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
