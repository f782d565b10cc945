package io.qianhu.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Plain sockets to a server on this machine. */
final class Loopback {
    private Loopback() {}

    /** 127.0.0.x, without asking a resolver. */
    static InetAddress address(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    /** A connection whose reads fail after ten seconds instead of hanging. */
    static Socket connected(int port) throws IOException {
        Socket socket = new Socket(address(1), port);
        socket.setSoTimeout(10_000);
        return socket;
    }
}
