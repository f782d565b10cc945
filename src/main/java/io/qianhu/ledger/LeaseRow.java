package io.qianhu.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A lease as the ledger has it.
 *
 * @param token grows by one whenever somebody takes the lease, and never falls
 * @param beat grows as long as the owner lives
 * @param owner null when nobody has it
 */
public record LeaseRow(
        String run, long token, long beat, @Nullable LeaseOwner owner) {}
