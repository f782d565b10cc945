package io.qianhu.ledger;

import java.time.Instant;

/**
 * A brake that holds a run now.
 *
 * @param message why and what to do, one line
 */
public record PulledBrake(Brake brake, String message, Instant pulledAt) {}
