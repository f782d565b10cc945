package io.qianhu.cli;

/** The ledger that this home had is not there, or is not the same any more; the message says what to do. */
final class LedgerLost extends RuntimeException {
    private static final long serialVersionUID = 1;

    LedgerLost(String message) {
        super(message);
    }
}
