package io.qianhu.ledger;

/**
 * A call list at one attempt. Transitions name the attempt, so that an answer that comes late cannot touch the next one.
 *
 * @param run the run's id
 * @param number position in the run, from 1 and without gaps
 * @param attempt 0 before the first submission
 * @param calleeCount 1 to 1,000
 */
public record ListRef(String run, int number, int attempt, int calleeCount) {
    public ListRef nextAttempt() {
        return new ListRef(run, number, attempt + 1, calleeCount);
    }
}
