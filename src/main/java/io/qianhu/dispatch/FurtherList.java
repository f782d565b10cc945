package io.qianhu.dispatch;

import io.qianhu.ledger.FirstListStore;
import io.qianhu.ledger.ListState;
import io.qianhu.ledger.ListStore;
import org.jspecify.annotations.Nullable;

/**
 * The one list that may leave while another one is in doubt that nothing can be compared with: accepted, it shows that the
 * service lists what this key submits.
 */
public final class FurtherList {
    /** Where none may leave: nothing is submitted, or the first list is waited for for another reason. */
    public static final FurtherList NONE = new FurtherList();

    private final @Nullable FirstListStore states;
    private volatile boolean wanted;

    private FurtherList() {
        states = null;
    }

    public FurtherList(FirstListStore states) {
        this.states = states;
    }

    /** Asks for one; false when none may leave: another one is in doubt or held already, or none is left. */
    boolean want(ListStore lists, String run) {
        wanted = states != null
                && lists.unconfirmed(run).size() == 1
                && !states.anyIn(run, ListState.HELD)
                && !lists.pending(run, 1).isEmpty();
        return wanted;
    }

    boolean isWanted() {
        return wanted;
    }

    /** Whether one may leave now; asked for once, it is given once. */
    boolean take() {
        boolean taken = wanted;
        wanted = false;
        return taken;
    }
}
