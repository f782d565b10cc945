package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Instant;

/**
 * A brake that holds a run now.
 *
 * @param message why and what to do, one line
 */
public record PulledBrake(Brake brake, Message message, Instant pulledAt) {}
