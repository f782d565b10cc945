package io.qianhu.ledger;

/**
 * A call list at one attempt. Transitions name the attempt, so that an answer that comes late cannot touch the next one.
 *
 * @param run the run's id
 * @param number position in the run, from 1 and without gaps
 * @param attempt 0 before the first submission
 * @param doubts attempts before this one that may have made a task
 * @param calleeCount 1 to 1,000
 */
public record ListRef(String run, int number, int attempt, int doubts, int calleeCount) {
    /** A list of which no attempt before this one can have made a task. */
    public ListRef(String run, int number, int attempt, int calleeCount) {
        this(run, number, attempt, 0, calleeCount);
    }

    public ListRef nextAttempt() {
        return new ListRef(run, number, attempt + 1, doubts, calleeCount);
    }
}
