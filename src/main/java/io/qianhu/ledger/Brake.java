package io.qianhu.ledger;

/** What can pause a run until a person has looked. Each is pulled for one run and released for that run alone. */
public enum Brake {
    /** The run has more callees than {@code limits.max-callees}. Nothing was submitted. */
    MAX_CALLEES,
    /** More rows were rejected than {@code limits.max-rejected}. Nothing was submitted. */
    MAX_REJECTED,
    /** The run has too many callees against the last completed one, {@code limits.max-growth}. Nothing was submitted. */
    MAX_GROWTH,
    /** The first list, the canary, has come to its end and the others wait ({@code limits.canary}). */
    CANARY,
    /** The first accepted list is not listed with the callees that were submitted, or could not be looked up. */
    FIRST_LIST,
    /**
     * The service has tasks of this run that this ledger does not know. Each process looks anew before its first
     * submission, so a person does not release it: {@code cancel} and {@code reconcile} end its reason.
     */
    FOUND_ELSEWHERE,
    /** A person has paused the run, see {@link BrakeStore#pause}. */
    PAUSE
}
