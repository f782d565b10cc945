package io.qianhu.dyvms;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP/1.1 server on bare sockets that writes down every request and then behaves as badly as a test wants. */
final class RawServer implements AutoCloseable {
    /** What arrived; {@code connection} counts from 1. */
    record Request(int connection, String line, Map<String, String> headers, String body) {
        String target() {
            return line.split(" ", 3)[1];
        }
    }

    /** What happens after a request was read. */
    @FunctionalInterface
    interface Play {
        void on(Socket socket, RawServer server) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final List<Play> plays;
    private final List<Request> received = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** The first request gets the first play and so on; the last one is repeated. */
    RawServer(Play... plays) {
        this(InetAddress.getLoopbackAddress(), 0, plays);
    }

    /** On an address of this machine; port 0 is any free one. */
    RawServer(InetAddress address, int port, Play... plays) {
        this.plays = List.of(plays);
        try {
            listener = new ServerSocket(port, 50, address);
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " of " + address + " is not free", e);
        }
        daemon(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    int port() {
        return listener.getLocalPort();
    }

    List<Request> received() {
        return List.copyOf(received);
    }

    int connections() {
        return connections.get();
    }

    /** Waits at most so long, less when the test is over. */
    void pause(long millis) throws InterruptedException {
        closed.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    static Play json(int status, String body) {
        return answer(status, "Content-Type: application/json\r\n", body);
    }

    static Play answer(int status, String headers, String body) {
        return (socket, server) -> write(socket, head(status, headers, body.getBytes(UTF_8).length) + body);
    }

    /** A head that promises more than comes, then the end. */
    static Play half(String body) {
        return (socket, server) -> {
            String head = head(200, "Content-Type: application/json\r\n", body.length());
            write(socket, head + body.substring(0, body.length() / 2));
            socket.close();
        };
    }

    /** A head at once and then a byte now and then, for ever. */
    static Play trickle() {
        return (socket, server) -> {
            write(socket, head(200, "Content-Type: application/json\r\n", 100_000));
            while (!socket.isClosed()) {
                write(socket, " ");
                server.pause(20);
            }
        };
    }

    static Play silence() {
        return (socket, server) -> server.pause(60_000);
    }

    static Play hangUp() {
        return (socket, server) -> socket.close();
    }

    static Play reset() {
        return (socket, server) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private static String head(int status, String headers, int length) {
        return "HTTP/1.1 " + status + " Whatever\r\n" + headers + "Content-Length: " + length + "\r\n\r\n";
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                int connection = connections.incrementAndGet();
                daemon(() -> serve(socket, connection));
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                Request request = read(in, connection);
                int number = writeDown(request);
                plays.get(Math.min(number, plays.size()) - 1).on(socket, this);
            }
        } catch (IOException e) {
            // The other side is gone; what it sent is written down.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int writeDown(Request request) {
        received.add(request);
        return received.size();
    }

    private static Request read(InputStream in, int connection) throws IOException {
        String line = line(in);
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return new Request(connection, line, headers, chunks(in));
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Request(connection, line, headers, new String(in.readNBytes(length), UTF_8));
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.append(new String(in.readNBytes(size), UTF_8));
            line(in);
        }
        line(in);
        return body.toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return new String(line.toString().getBytes(ISO_8859_1), UTF_8).strip();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }
}
