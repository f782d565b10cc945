package io.qianhu.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What people decide about lists that no rule can bring to their end; each decision is kept with who and when. */
public interface Decisions {
    /**
     * Takes a list where the person says, in one transaction with the record of it.
     *
     * @param now the service's clock where it was asked; the decision's own moment is that of this machine's
     * @param settleAfter how old the last request of an unconfirmed list must be before a person may say that it was not
     *     carried out: before that it may still be accepted
     * @throws DecisionRefused when the run has no such list, its state leaves nothing to decide, the task id belongs to
     *     another list, or a list of which the API has shown a task would be submitted again
     */
    Decided decide(String run, int list, Decision decision, Instant now, Duration settleAfter);

    /**
     * Takes over tasks that were submitted elsewhere, all of them or none.
     *
     * @throws DecisionRefused when a task is another list's
     * @throws TransitionRefused when a list is not any more in the state that its transition leaves
     */
    void adopt(String run, List<Adoption> adoptions);

    /**
     * Gives up all that is pending in a run that was cancelled, also the callees of the list that is not full yet, in one
     * transaction: {@link Transition#CANCEL}. Accepted lists stay accepted, and those of which nobody knows stay so. The
     * run's record has who and why, and each list's message too. To be called again when lists came back.
     *
     * @return how many lists
     */
    int abandonPending(String run, Cancellation cancellation);

    /** The decisions of a run, in the order in which they were taken. */
    List<Decided> of(String run);
}
