package io.qianhu.ledger;

import java.time.Duration;
import java.util.List;

/** What people decide about lists that no rule can bring to their end; each decision is kept with who and when. */
public interface Decisions {
    /**
     * Takes a list where the person says, in one transaction with the record of it.
     *
     * @param settleAfter how old the last request of an unconfirmed list must be before a person may say that it was not
     *     carried out: before that it may still be accepted
     * @throws DecisionRefused when the run has no such list, its state leaves nothing to decide, the task id belongs to
     *     another list, or a list of which the API has shown a task would be submitted again
     */
    Decided decide(String run, int list, Decision decision, Duration settleAfter);

    /** The decisions of a run, in the order in which they were taken. */
    List<Decided> of(String run);
}
