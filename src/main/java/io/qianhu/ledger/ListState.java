package io.qianhu.ledger;

/** The life of a call list. */
public enum ListState {
    PENDING
}
