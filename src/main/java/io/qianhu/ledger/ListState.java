package io.qianhu.ledger;

/**
 * The life of a call list. Who moves a list from one state to the next is written in {@link Transition}; nothing else
 * changes a state.
 */
public enum ListState {
    /**
     * Stored and not submitted, or proven not to exist at the API. Intake puts it here; a submission that provably did
     * no work and a lookup that proves absence put it back. Dispatch takes it on; one that the API sent back with a
     * business code is looked up before, and becomes {@link #HELD} where its task is there. A crash leaves it as it is.
     */
    PENDING,

    /**
     * The intent is durable; the request may or may not have left. Only the process that submits holds a list here, for
     * as long as one request takes. A crash leaves it here, and the next start makes it {@link #UNCONFIRMED}.
     */
    SUBMITTING,

    /**
     * A request may have left and nobody knows what became of it: timeout, reset, 5xx, garbage, crash. It is never
     * submitted again from here; settling looks its task up by name. A crash leaves it as it is.
     */
    UNCONFIRMED,

    /**
     * It cannot be proved either way, or the API answered something that no table explains. A person decides. A crash
     * leaves it as it is.
     */
    HELD,

    /** The API answered OK, or the task was found by its name; the robot task id is known. An end. */
    ACCEPTED,

    /**
     * The API answered that this list is bad; code and message are kept, nobody was called. An end, unless a person puts
     * the cause right and has it submitted again.
     */
    REFUSED,

    /** A person gave it up. An end. */
    ABANDONED
}
