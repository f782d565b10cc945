package io.qianhu.ledger;

import java.util.Arrays;
import java.util.Optional;

/** What a person can decide about a list that no rule can bring to its end. */
public enum Resolution {
    /** Its task exists at the API. */
    ACCEPTED(ListState.ACCEPTED),
    /** Nobody was called by it: it is pending again and gets a new name at its next attempt. */
    RESUBMIT(ListState.PENDING),
    /** It is given up, whatever became of it. */
    ABANDON(ListState.ABANDONED);

    private final ListState to;

    Resolution(ListState to) {
        this.to = to;
    }

    /** The arrow for a list in this state; empty when a person has nothing to decide there. */
    public Optional<Transition> from(ListState state) {
        return Arrays.stream(Transition.values())
                .filter(Transition::byPerson)
                .filter(transition -> transition != Transition.CANCEL && transition != Transition.ADOPT)
                .filter(transition -> transition.from() == state && transition.to() == to)
                .findFirst();
    }
}
