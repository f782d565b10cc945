package io.qianhu.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Connections that begin a request and say nothing more, and begin another one when they are closed. */
public final class SlowClients implements AutoCloseable {
    private final InetSocketAddress server;
    private final List<Socket> sockets = new ArrayList<>();
    private volatile boolean over;
    private final Thread again = new Thread(this::comeAgain, "slow-clients");

    /** All of them are connected, and have sent a part of a request, when this returns. */
    public SlowClients(InetSocketAddress server, int count) throws IOException {
        this.server = server;
        for (int i = 0; i < count; i++) {
            sockets.add(begun());
        }
        again.setDaemon(true);
        again.start();
    }

    private Socket begun() throws IOException {
        Socket socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(1);
        socket.getOutputStream().write("POST /runs HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n".getBytes(US_ASCII));
        return socket;
    }

    private void comeAgain() {
        while (!over) {
            for (int i = 0; i < sockets.size() && !over; i++) {
                if (isClosed(sockets.get(i))) {
                    closeQuietly(sockets.get(i));
                    try {
                        sockets.set(i, begun());
                    } catch (IOException refused) {
                        // The server is busy, or gone; the next round tries again.
                    }
                }
            }
        }
    }

    /** What comes back is the end of the connection, or that the request was too slow. */
    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() != Integer.MIN_VALUE;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // Nothing is open any more.
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        again.join();
        sockets.forEach(SlowClients::closeQuietly);
    }
}
