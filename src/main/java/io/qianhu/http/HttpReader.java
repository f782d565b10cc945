package io.qianhu.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads HTTP/1.1 requests off one connection, never more bytes than the limits allow (RFC 9112). */
final class HttpReader {
    private static final int LONGEST_CHUNK_LINE = 1024;

    private static final Duration REST = Duration.ofMillis(500);

    private final Socket socket;
    private final HttpLimits limits;
    private final PushbackInputStream in;
    private final OutputStream out;
    private long deadline;

    HttpReader(Socket socket, HttpLimits limits) throws IOException {
        this.socket = socket;
        this.limits = limits;
        this.in = new PushbackInputStream(new BufferedInputStream(new Timely(socket.getInputStream()), 16 * 1024), 1);
        this.out = socket.getOutputStream();
    }

    /** Bytes that come one by one are bounded as a whole. */
    private final class Timely extends FilterInputStream {
        Timely(InputStream from) {
            super(from);
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("the time is over");
            }
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, 1 + left / 1_000_000));
            return super.read(into, from, most);
        }
    }

    /** Waits for the first byte of a request; false when the client closed or stayed silent for too long. */
    boolean awaitRequest() throws IOException {
        endsIn(limits.idle());
        try {
            int first = in.read();
            if (first < 0) {
                return false;
            }
            in.unread(first);
        } catch (SocketTimeoutException silence) {
            return false;
        }
        endsIn(limits.request());
        return true;
    }

    private void endsIn(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    HttpRequest read() throws IOException, MalformedRequest {
        try {
            String[] requestLine = line(limits.requestLineBytes(), 414).split(" ", -1);
            if (requestLine.length != 3
                    || !requestLine[1].startsWith("/")
                    || !requestLine[2].matches("HTTP/1\\.[01]")) {
                throw new MalformedRequest(400);
            }
            Map<String, String> headers = headers();
            return new HttpRequest(
                    requestLine[0], requestLine[1], requestLine[2].endsWith("1.1"), headers, body(headers));
        } catch (SocketTimeoutException halfARequest) {
            throw new MalformedRequest(408);
        }
    }

    private Map<String, String> headers() throws IOException, MalformedRequest {
        Map<String, String> headers = new HashMap<>();
        int left = limits.headerBytes();
        for (String line = line(left, 431); !line.isEmpty(); line = line(left, 431)) {
            left -= line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || !line.substring(0, colon).matches("[!-~]+")) {
                throw new MalformedRequest(400);
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            // Two lengths or two hosts are how one request is made to look like another.
            if (headers.put(name, line.substring(colon + 1).strip()) != null && !name.startsWith("accept")) {
                throw new MalformedRequest(400);
            }
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException, MalformedRequest {
        String encoding = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (encoding == null && length == null) {
            return new byte[0];
        }
        if (encoding != null && (length != null || !encoding.equalsIgnoreCase("chunked"))) {
            throw new MalformedRequest(400);
        }
        int announced = length == null ? 0 : number(length, 10);
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        return length == null ? chunks() : exactly(announced);
    }

    private byte[] chunks() throws IOException, MalformedRequest {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String sizeAndExtension = line(LONGEST_CHUNK_LINE, 400);
            int size = number(sizeAndExtension.split(";", 2)[0].strip(), 16);
            if (size == 0) {
                break;
            }
            if (size > limits.bodyBytes() - body.size()) {
                throw new MalformedRequest(413);
            }
            body.write(exactly(size));
            if (!line(LONGEST_CHUNK_LINE, 400).isEmpty()) {
                throw new MalformedRequest(400);
            }
        }
        headers(); // Trailer fields, read for their bytes only.
        return body.toByteArray();
    }

    private byte[] exactly(int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException("the client closed within a body");
        }
        return read;
    }

    private int number(String digits, int radix) throws MalformedRequest {
        if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
            throw new MalformedRequest(400);
        }
        try {
            long value = Long.parseLong(digits, radix);
            if (value > limits.bodyBytes()) {
                throw new MalformedRequest(413);
            }
            return (int) value;
        } catch (NumberFormatException hexDigitsInDecimal) {
            throw new MalformedRequest(400);
        }
    }

    /** One line without its end; a line longer than the limit is answered with the given status. */
    private String line(int longest, int tooLong) throws IOException, MalformedRequest {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the client closed within a request");
            }
            line.write(b);
            // One more than the limit, because a carriage return is no part of the line.
            if (line.size() > longest + 1) {
                throw new MalformedRequest(tooLong);
            }
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        String withoutEnd = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (withoutEnd.length() > longest) {
            throw new MalformedRequest(tooLong);
        }
        return withoutEnd;
    }

    /** Reads on without use, so that a close does not become a reset that takes an answer under way with it. */
    void discardTheRest() throws IOException {
        socket.shutdownOutput();
        endsIn(REST);
        InputStream rest = in;
        long left = 4L * limits.bodyBytes();
        byte[] buffer = new byte[16 * 1024];
        int read = rest.read(buffer);
        while (read >= 0 && left > 0) {
            left -= read;
            read = rest.read(buffer);
        }
    }
}
