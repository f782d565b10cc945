package io.qianhu.ledger;

/** The list was not in the state that the transition leaves. It is a bug or a second writer, never a normal event. */
public final class TransitionRefused extends RuntimeException {
    TransitionRefused(ListRef list, Transition transition) {
        this(list, transition.name(), transition.from().name());
    }

    private TransitionRefused(ListRef list, String what, String needed) {
        super("list " + list.number() + " of run " + list.run() + ", attempt " + list.attempt() + ": " + what
                + " needs state " + needed + ", and the ledger has another");
    }

    static TransitionRefused toSee(ListRef list) {
        return new TransitionRefused(list, "seeing its task", "UNCONFIRMED, HELD, REFUSED or PENDING");
    }
}
