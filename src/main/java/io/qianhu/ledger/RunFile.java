package io.qianhu.ledger;

/**
 * An input file of a run.
 *
 * @param number position in the run, from 0
 * @param path as it was when the run began
 * @param format how the file is read, as JSON; decided once, so that a restart reads it in the same way
 */
public record RunFile(int number, String path, long bytes, String sha256, String format) {}
