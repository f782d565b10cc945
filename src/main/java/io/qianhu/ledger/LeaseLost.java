package io.qianhu.ledger;

/** This process may not write to the run: it never took its lease, or lost it. Nothing was recorded. */
public final class LeaseLost extends RuntimeException {
    LeaseLost(String run) {
        super(message(run));
    }

    /** What an operator needs to know. */
    public static String message(String run) {
        return "this process no longer owns run " + run
                + ": another one took it while this one stood still, or the ledger could not be reached for too long and"
                + " another may take it. Nothing more is submitted or recorded here; see `qianhu status " + run
                + "`, then run the same command again if the run is not at its end";
    }
}
