package io.qianhu.sandbox;

import java.time.Duration;

/**
 * What one client may ask of the sandbox's HTTP server. The defaults leave room for 1,000 percent-encoded numbers in the
 * query string (about 14,400 bytes).
 *
 * @param requestLineBytes longest request line, without its line end; longer ones are answered with 414
 * @param headerBytes all header lines together; more is answered with 431
 * @param bodyBytes longest body, after de-chunking; longer ones are answered with 413
 * @param connections how many connections are served at once, each by one thread; further ones wait in the backlog
 * @param idle how long a kept-alive connection may be silent between two requests. Long on purpose: a server that
 *     closes just as the client sends is a fault, and the sandbox plays faults only when asked to
 * @param read how long one read within a request may take; then the answer is 408
 */
record HttpLimits(int requestLineBytes, int headerBytes, int bodyBytes, int connections, Duration idle, Duration read) {
    static final HttpLimits DEFAULT =
            new HttpLimits(64 * 1024, 64 * 1024, 1024 * 1024, 256, Duration.ofMinutes(30), Duration.ofSeconds(10));

    HttpLimits {
        if (requestLineBytes < 1 || headerBytes < 1 || bodyBytes < 1 || connections < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
        if (idle.toMillis() < 1 || read.toMillis() < 1) {
            throw new IllegalArgumentException("idle and read must be at least 1 ms");
        }
    }
}
