package io.qianhu.http;

import java.time.Duration;

/**
 * What clients may ask of a server.
 *
 * @param requestLineBytes longest request line, without its line end; longer ones are answered with 414
 * @param headerBytes all header lines together; more is answered with 431
 * @param bodyBytes longest body, after de-chunking; longer ones are answered with 413
 * @param connections how many connections are served at once, each by one thread; for one more, the one that has kept its
 *     thread waiting longest is given up
 * @param idle how long a kept-alive connection may be silent between two requests
 * @param request how long a whole request may take to come, from its first byte on; then the answer is 408
 */
public record HttpLimits(
        int requestLineBytes, int headerBytes, int bodyBytes, int connections, Duration idle, Duration request) {
    /** For questions and orders of a few lines. */
    public static final HttpLimits SMALL =
            new HttpLimits(4 * 1024, 16 * 1024, 16 * 1024, 256, Duration.ofSeconds(30), Duration.ofSeconds(5));

    public HttpLimits {
        if (requestLineBytes < 1 || headerBytes < 1 || bodyBytes < 1 || connections < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
        if (idle.toMillis() < 1 || request.toMillis() < 1) {
            throw new IllegalArgumentException("idle and request must be at least 1 ms");
        }
    }
}
