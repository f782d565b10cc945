package io.qianhu.ledger;

/** This process may not write to the run: it never took its lease, or lost it. Nothing was recorded. */
public final class LeaseLost extends RuntimeException {
    LeaseLost(String run) {
        super(message(run));
    }

    /** What an operator needs to know. */
    public static String message(String run) {
        return "this process no longer owns run " + run
                + ": it was frozen or could not reach the ledger for too long, and another process may have gone on with"
                + " it. Nothing more is submitted or recorded here; see `qianhu status " + run
                + "`, then run the same command again if the run is not at its end";
    }
}
