package io.qianhu.ledger;

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

    void reject(String run, RejectedRows rows);

    /** As above. */
    default void reject(String run, List<RejectedRow> rows) {
        reject(run, RejectedRows.of(rows));
    }

    /** Stores rows that are not called because an earlier row of the run has their number. */
    void duplicate(String run, List<DuplicateRow> rows);

    void count(String run, Tally tally);

    /** Declares that every row is stored. */
    void finish(String run);

    /** Gives every stored call list of the run in order, to rebuild the set of known numbers. */
    void eachList(String run, Consumer<CutList> consumer);
}
