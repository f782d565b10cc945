package io.qianhu.ledger;

import io.qianhu.number.Callees;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What intake stores. Every method takes part in the caller's transaction, so that a commit holds all or nothing;
 * those that write throw {@link LeaseLost} when this process does not have the lease of the run.
 */
public interface IntakeStore {
    /** Appends full lists after the last one, in order, as {@link ListState#PENDING}. */
    void append(String run, List<CutList> lists);

    /** Replaces the callees of the list that is not full yet; none empties it. */
    void keepOpen(String run, CutList list);

    CutList open(String run);

    /** Stores the rejected rows of the parts of a file, in order. */
    void reject(String run, List<RejectedRows> parts);

    /** Stores rows that are not called because an earlier row of the run has their number. */
    void duplicate(String run, List<DuplicateRow> rows);

    /** Stores rows that are not called because a suppression list has their number, and counts them for their lists. */
    void suppress(String run, List<SuppressedRow> rows);

    void count(String run, Tally tally);

    /**
     * Declares that every row is stored, and counts the numbers that the lists really hold, for the books. May be
     * called again, and then counts again.
     */
    void finish(String run);

    /** What writes the index of the run's numbers, when every row is stored. */
    NumberIndexing index(String run);

    /** Gives every stored call list of the run in order, to rebuild the set of known numbers. */
    void eachList(String run, Consumer<CutList> consumer);

    /**
     * Gives the callees that other runs of the same target may have called at that moment or later, or have stored and
     * are going to call, unless they are cancelled; what is not proved to have done nothing counts. The moment is
     * compared with the times in the requests, so with this machine's clock on the wall: a day more or less than asked
     * for is not what a promise hangs on here.
     *
     * @param sameCampaign whether only runs of the run's campaign count
     */
    void eachPerhapsCalled(Run run, Instant since, boolean sameCampaign, Consumer<Callees> consumer);
}
