package io.qianhu.dispatch;

import io.qianhu.ledger.ListRef;

/**
 * Asked before each pending list is handed to the submitter, by one thread. A gate does not wait: who asks comes again.
 */
public interface ListGate {
    /** Lets every list through. */
    ListGate OPEN = next -> Leave.NOW;

    /** What a gate answers. */
    enum Leave {
        /** It may leave. */
        NOW,
        /** It may leave, and what is pending must be read anew before the gate is asked about another one. */
        ALONE,
        /** Not yet: ask again after an answer has come or a second has passed, unless a stop was asked for. */
        LATER,
        /** Not before the unconfirmed lists are settled. */
        AFTER_SETTLING
    }

    /** Whether this list, the first of those that are pending, may leave now. */
    Leave ask(ListRef next);

    /** Both gates, the other one being asked only about what this one lets through. */
    default ListGate and(ListGate other) {
        return next -> {
            Leave first = ask(next);
            if (first != Leave.NOW && first != Leave.ALONE) {
                return first;
            }
            Leave second = other.ask(next);
            return second == Leave.NOW ? first : second;
        };
    }
}
