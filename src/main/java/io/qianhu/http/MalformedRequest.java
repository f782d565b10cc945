package io.qianhu.http;

/** What was received is no HTTP request that the server can read; the connection ends with this status. */
final class MalformedRequest extends Exception {
    private final int status;

    MalformedRequest(int status) {
        super("HTTP " + status, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
