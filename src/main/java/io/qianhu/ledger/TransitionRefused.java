package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.WordedException;

/** The list was not in the state that the transition leaves. It is a bug or a second writer, never a normal event. */
public final class TransitionRefused extends WordedException {
    TransitionRefused(ListRef list, Transition transition) {
        super(told(list, transition, transition.from()));
    }

    private TransitionRefused(Message said) {
        super(said);
    }

    private static Message told(ListRef list, Object what, Object needed) {
        return Message.of("ledger.list-run-attempt", list.number(), list.run(), list.attempt(), what, needed);
    }

    static TransitionRefused toSee(ListRef list) {
        return new TransitionRefused(
                told(list, Message.of("ledger.seeing-task"), Message.of("ledger.unconfirmed-held-refused-pending")));
    }
}
