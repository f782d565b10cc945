package io.qianhu.dyvms;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** One signed request that can leave once. */
public interface Submission {
    /** The timestamp in the signature; the API refuses the request once it is too old. */
    Instant signedAt();

    /** The nonce in the signature, for the record. */
    String nonce();

    /**
     * Lets the request leave, once, and answers what became of it. The future never completes exceptionally for what
     * the network or the API may do, and completes within the configured timeouts.
     *
     * @throws IllegalStateException when called a second time
     */
    CompletableFuture<Answer> send();
}
