package io.qianhu.ledger;

/** Somebody else works on the run; nothing was done. The message says who and what to do. */
public final class LeaseRefused extends RuntimeException {
    LeaseRefused(String message) {
        super(message);
    }
}
