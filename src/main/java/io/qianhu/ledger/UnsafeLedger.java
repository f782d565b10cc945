package io.qianhu.ledger;

/** The database is set in a way that may lose what it has acknowledged; the message says which setting to change. */
public final class UnsafeLedger extends RuntimeException {
    UnsafeLedger(String message) {
        super(message);
    }
}
