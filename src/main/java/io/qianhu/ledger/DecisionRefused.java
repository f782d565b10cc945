package io.qianhu.ledger;

/** A decision that cannot be taken; the message says why and what to do. Nothing was changed. */
public final class DecisionRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DecisionRefused(String message) {
        super(message);
    }
}
