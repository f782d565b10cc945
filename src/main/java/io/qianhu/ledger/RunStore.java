package io.qianhu.ledger;

import io.qianhu.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Runs, their files and their books. */
public interface RunStore {
    /** Stores a new run with its files and without suppression lists. */
    default void create(Run run, List<RunFile> files) {
        create(run, files, List.of());
    }

    /** Stores a new run with its files and suppression lists; what these have suppressed counts from 0. */
    void create(Run run, List<RunFile> files, List<SuppressionList> suppression);

    Optional<Run> find(String id);

    Optional<Run> find(String campaign, Target target, String fingerprint, String label);

    /** All runs, the latest first. */
    List<Run> all();

    List<RunFile> files(String run);

    /** What the run's rows are kept from, in order, with what it has suppressed so far. */
    List<SuppressionList> suppression(String run);

    /**
     * Moves the run on; {@code finishedAt} stays empty while it is running.
     *
     * @throws LeaseLost when this process does not have the lease of the run
     */
    void mark(String run, RunState state, @Nullable Message note, @Nullable Instant finishedAt);

    /** Keeps that what the run still submits goes out with this script. */
    void goesOnWith(String run, long dialogId);

    /**
     * Marks what dead processes left as running, or as ended although they had put a list back; only the one process that
     * holds the ledger may call it.
     */
    void markInterrupted();

    /**
     * Keeps that a person has cancelled the run, durably; the first to say so is kept. A person's word, which may come
     * from any process; what is pending is given up by {@link Decisions#abandonPending}.
     */
    void cancel(String run, Cancellation cancellation);

    /** The books of a run, its stored numbers counted now. */
    Books books(String run);

    /**
     * As {@link #books}, but once the lists are sealed with the numbers that were counted then, or at a later start of
     * the run, and once the run is completed with its lists as they were counted then: counting reads every number and
     * every list, and somebody who only looks at many runs should not wait for that.
     */
    Books booksAtAGlance(String run);

    /** Gives every rejected row of the run in the order of intake. */
    void eachReject(String run, Consumer<RejectedRow> consumer);

    /**
     * Gives every duplicate row of the run in the order of intake, with the file and line of the first row that has its
     * number, see {@link Origins#row}.
     */
    void eachDuplicate(String run, ObjLongConsumer<DuplicateRow> consumer);

    /** Gives every suppressed row of the run in the order of intake. */
    void eachSuppressed(String run, Consumer<SuppressedRow> consumer);

    /** Gives every list of the run with its latest submission, lowest number first. */
    void eachList(String run, Consumer<ListReport> consumer);

    /**
     * Remembers how fast the run may submit from now on.
     *
     * @param perSecond more than 0
     * @throws LeaseLost when another process owns the run
     */
    void allow(String run, Instant since, double perSecond);

    /** When the run's submissions were begun, and how fast they might be. */
    SubmissionHistory submissionHistory(String run);
}
