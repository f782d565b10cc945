package io.qianhu.dyvms;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * A request with its signature; it holds phone numbers, so it has no text form.
 *
 * @param headers without {@code host}, which the HTTP client writes from the address
 */
record SignedRequest(String action, URI uri, Map<String, String> headers, String body, Instant signedAt, String nonce) {
    @Override
    public String toString() {
        return action + " " + nonce;
    }
}
