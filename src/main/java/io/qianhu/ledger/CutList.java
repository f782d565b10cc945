package io.qianhu.ledger;

import io.qianhu.number.Callees;

/**
 * A call list as intake stores it.
 *
 * @param origins of each callee, in the same order
 */
public record CutList(Callees callees, Origins origins) {
    /** Holds nobody. */
    public static final CutList EMPTY = new CutList(Callees.of(), Origins.of());

    public CutList {
        if (callees.size() != origins.size()) {
            throw new IllegalArgumentException(callees.size() + " callees have " + origins.size() + " origins");
        }
    }

    public int size() {
        return callees.size();
    }
}
