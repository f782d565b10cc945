package io.qianhu.ledger;

/** Every way from one {@link ListState} to the next; the store compares the state it leaves before it writes. */
public enum Transition {
    /** The intent: written durably before a request leaves. */
    SUBMIT(ListState.PENDING, ListState.SUBMITTING),
    /** The API answered OK with a task id. */
    ACCEPT(ListState.SUBMITTING, ListState.ACCEPTED),
    /** The API answered that this list is bad. */
    REFUSE(ListState.SUBMITTING, ListState.REFUSED),
    /** The request provably did no work: never sent, throttled, out of hours, refused at the door. */
    RETURN(ListState.SUBMITTING, ListState.PENDING),
    /** Sent, and no answer that proves anything; also what a crash left behind. */
    DOUBT(ListState.SUBMITTING, ListState.UNCONFIRMED),
    /** The API refused with a code that no table has. */
    HOLD_UNRECOGNISED(ListState.SUBMITTING, ListState.HELD),
    /** Exactly one task of this name exists. */
    FIND(ListState.UNCONFIRMED, ListState.ACCEPTED),
    /** No task of this name exists, asked after the request could no longer be accepted. */
    PROVE_ABSENT(ListState.UNCONFIRMED, ListState.PENDING),
    /** What the API lists contradicts itself: the name exists more than once. */
    HOLD(ListState.UNCONFIRMED, ListState.HELD);

    private final ListState from;
    private final ListState to;

    Transition(ListState from, ListState to) {
        this.from = from;
        this.to = to;
    }

    public ListState from() {
        return from;
    }

    public ListState to() {
        return to;
    }
}
