package io.qianhu.ledger;

import java.util.Optional;

/** Where leases are kept. Nothing in it depends on any clock. */
public interface LeaseStore {
    Optional<LeaseRow> find(String run);

    /**
     * Takes a lease that nobody ever had; its token is 1.
     *
     * @return whether nobody was faster
     */
    boolean takeFirst(String run, LeaseOwner owner);

    /**
     * Takes a lease exactly as it was seen: with its next token.
     *
     * @return false when token, beat or owner have changed since
     */
    boolean take(LeaseRow seen, LeaseOwner owner);

    /** Shows that the owner lives; false when the token is no longer the current one. */
    boolean beat(String run, long token);

    /** Gives the lease back if the token is still the current one. */
    void release(String run, long token);

    /**
     * Makes sure, in the caller's transaction and until its end, that nobody takes the lease of this token.
     *
     * @return false when the token is no longer the current one
     */
    boolean lock(String run, long token);
}
