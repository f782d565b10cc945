package io.qianhu.ledger;

import io.qianhu.number.Callees;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The call lists of a run as dispatch and settling see them. Every method that writes commits durably before it
 * returns, in a transaction of its own, also when the caller has one open, and throws {@link LeaseLost} without a trace
 * when this process does not have the lease of the run.
 */
public interface ListStore {
    /**
     * Whether this process still has the lease of the run; to be asked right before a request leaves. Asks the ledger
     * only when this process stood still, or could not reach it, for so long that somebody may have taken the lease;
     * false when somebody did, and when the ledger does not say.
     */
    boolean holds(String run);

    /** At most {@code limit} pending lists of the run, lowest number first. */
    List<ListRef> pending(String run, int limit);

    /** The pending list with the highest number. */
    Optional<ListRef> lastPending(String run);

    /** What is known of the list with this number; empty when the run has none. */
    Optional<ListHere> here(String run, int number);

    Callees callees(ListRef list);

    /**
     * Records the intent to submit: {@link Transition#SUBMIT}.
     *
     * @return the list at its new attempt
     * @throws TransitionRefused when the list is not pending at that attempt
     */
    ListRef intend(ListRef list, Intent intent);

    /**
     * Records what a submission or a lookup came to. A task that another list of the same account has, whether by its
     * answer, by a look-up or by a person's word, makes no list accepted: an answer with it is recorded as doubt, a
     * find as a hold.
     *
     * @return what was recorded
     * @throws TransitionRefused when the list is not in the state that the outcome's transition leaves
     */
    Outcome record(ListRef list, Outcome outcome);

    /** Makes what a dead process left in {@link ListState#SUBMITTING} unconfirmed; returns how many lists. */
    int markInFlightUnconfirmed(String run, Instant now);

    List<LatestAttempt> unconfirmed(String run);

    /** Lists that are held since the API answered with an unknown code, and of which no task was seen yet. */
    List<LatestAttempt> unrecognised(String run);

    /**
     * What to look up before a list leaves again that the API sent back with a business code, {@code isv.…}: that no
     * work was done then is our reading of the code. Empty for every other list, and when it has left again.
     */
    Optional<LatestAttempt> lookFirst(ListRef list);

    /** The latest attempt of a list that a person may decide about; empty for every other one. */
    Optional<LatestAttempt> undecided(String run, int number);

    /**
     * Records that the API lists a task of the list's name, and changes nothing else. From now on it exists, whatever is
     * listed later and to whichever process.
     *
     * @throws TransitionRefused when the list has another attempt, or is on its way or at an end
     */
    void saw(ListRef list, String taskId);

    /**
     * The list that was accepted last under exactly this name of an account, of whatever run; what is known to be listed
     * there. What a temporary key had accepted that nobody knew the account of may be anybody's.
     */
    Optional<FirstListStore.AcceptedList> lastAccepted(String account);

    /**
     * Keeps under which title a process looks for tasks of the run before it submits any: {@link Run#looksAs}.
     */
    void looksAs(String run, String title);

    /** Whether any request was ever intended, so that a new process keeps its distance from an old one. */
    boolean anySubmitted();
}
