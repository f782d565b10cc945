package io.qianhu.ledger;

/** The store of runs and call lists. */
public interface Ledger {}
