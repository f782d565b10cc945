package io.qianhu.dispatch;

import io.qianhu.ledger.ListRef;
import io.qianhu.ledger.ListState;

/** Hears of every list whose outcome has been recorded; called on several threads, must not block. */
public interface SubmissionListener {
    void recorded(ListRef list, ListState state);
}
