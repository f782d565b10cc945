package io.qianhu.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The nonces of requests whose signature was right. A nonce is kept for twice the timestamp's validity after it was
 * seen: a timestamp may lie that much in the future, and its request stays acceptable until that much after it.
 * They are kept in memory and forgotten when the sandbox stops.
 */
final class Nonces {
    private final Duration kept;
    private final int most;
    private final Map<String, Instant> seenAt = new LinkedHashMap<>();

    /** @param most how many are remembered at once; when more are needed, requests are answered with 503 */
    Nonces(Duration timestampValidity, int most) {
        this.kept = timestampValidity.multipliedBy(2);
        this.most = most;
    }

    /** Takes note of a nonce; refuses one that was used before by the same key. */
    synchronized void use(String accessKeyId, String nonce, Instant now) throws Refused {
        Iterator<Instant> oldest = seenAt.values().iterator();
        while (oldest.hasNext() && oldest.next().plus(kept).isBefore(now)) {
            oldest.remove();
        }
        // A nonce may have any length; its hash has not.
        String key = Digests.sha256(accessKeyId + "\n" + nonce);
        if (seenAt.containsKey(key)) {
            throw ApiError.of("SignatureNonceUsed", "Specified signature nonce was used already.")
                    .refused();
        }
        if (seenAt.size() >= most) {
            throw ApiError.of("ServiceUnavailable", "The sandbox remembers " + most + " nonces and no more.")
                    .refused();
        }
        seenAt.put(key, now);
    }
}
