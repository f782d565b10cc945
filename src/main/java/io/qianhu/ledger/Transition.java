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
    /** Exactly one task of this name exists, and nothing that the API says of it contradicts the list. */
    FIND(ListState.UNCONFIRMED, ListState.ACCEPTED),
    /** No task of this name exists, asked after the request could no longer be accepted. */
    PROVE_ABSENT(ListState.UNCONFIRMED, ListState.PENDING),
    /** What the API lists contradicts itself: the name exists more than once, or with another number of callees. */
    HOLD(ListState.UNCONFIRMED, ListState.HELD),
    /** A person takes over the task that another ledger's process has submitted of a list that was stored here before. */
    ADOPT(ListState.PENDING, ListState.ACCEPTED, By.PERSON),
    /** A list whose answer said that no work was done has a task all the same, or cannot be looked up any more. */
    HOLD_RETURNED(ListState.PENDING, ListState.HELD),
    /** A person found the task of a held list at the API. */
    CONFIRM_HELD(ListState.HELD, ListState.ACCEPTED, By.PERSON),
    /** A person found the task of an unconfirmed list where settling cannot look. */
    CONFIRM_UNCONFIRMED(ListState.UNCONFIRMED, ListState.ACCEPTED, By.PERSON),
    /** A person says that a held list was never carried out. */
    RESUBMIT_HELD(ListState.HELD, ListState.PENDING, By.PERSON),
    /** A person says so of an unconfirmed list, after its request could no longer be accepted. */
    RESUBMIT_UNCONFIRMED(ListState.UNCONFIRMED, ListState.PENDING, By.PERSON),
    /** A person has put right what the API refused. */
    RESUBMIT_REFUSED(ListState.REFUSED, ListState.PENDING, By.PERSON),
    /** A person gives a held list up. */
    ABANDON_HELD(ListState.HELD, ListState.ABANDONED, By.PERSON),
    /** A person gives an unconfirmed list up, after its request could no longer be accepted. */
    ABANDON_UNCONFIRMED(ListState.UNCONFIRMED, ListState.ABANDONED, By.PERSON),
    /** A person gives a refused list up. */
    ABANDON_REFUSED(ListState.REFUSED, ListState.ABANDONED, By.PERSON),
    /** A person has cancelled the run, all of it: {@link Decisions#abandonPending}. */
    CANCEL(ListState.PENDING, ListState.ABANDONED, By.PERSON);

    private enum By {
        RULE,
        PERSON
    }

    private final ListState from;
    private final ListState to;
    private final By by;

    Transition(ListState from, ListState to) {
        this(from, to, By.RULE);
    }

    Transition(ListState from, ListState to, By by) {
        this.from = from;
        this.to = to;
        this.by = by;
    }

    public ListState from() {
        return from;
    }

    public ListState to() {
        return to;
    }

    /** Whether the attempt that ends so may have made a task of which nothing more is known than its name. */
    boolean leavesDoubt() {
        return from == ListState.SUBMITTING && to != ListState.ACCEPTED && to != ListState.PENDING;
    }

    /** Whether only a person may take this way; the {@link ListStore} of dispatch and settling refuses it. */
    public boolean byPerson() {
        return by == By.PERSON;
    }
}
