package io.qianhu.sandbox;

/**
 * What a journal comes to.
 *
 * @param tasks accepted tasks
 * @param numbers called numbers, each as often as it was sent
 * @param distinctNumbers different called numbers
 * @param duplicateNumbers numbers that were sent again after they had been sent before, in the same task or another
 * @param repeatedTaskNames tasks whose name, if any, an earlier task had already
 */
public record JournalTally(
        long tasks, long numbers, long distinctNumbers, long duplicateNumbers, long repeatedTaskNames) {
    /** Whether every number was accepted once and every named task has a name of its own. */
    public boolean eachOnce() {
        return duplicateNumbers == 0 && repeatedTaskNames == 0;
    }
}
