package io.qianhu.ledger;

/** Where a run submits to. A rehearsal against the sandbox never counts as the real thing, nor the other way round. */
public enum Target {
    LIVE,
    SANDBOX
}
