package io.qianhu.ledger;

import io.qianhu.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a run's rows are kept from: a do-not-call list, or the numbers that earlier runs have called.
 *
 * @param number position in the run, from 0; of lists that hold the same number, the first one counts
 * @param name the path as it was when the run began, or what stands for the numbers of earlier runs
 * @param bytes size of the file; 0 where it is none
 * @param sha256 of the file's bytes, in hexadecimal; null where it is no file
 * @param numbers rows of it that are numbers
 * @param unreadable rows of it that are none, so that nobody is suppressed for them
 * @param suppressed rows of the run's input that are not called for it
 */
public record SuppressionList(
        int number,
        Message name,
        long bytes,
        @Nullable String sha256,
        long numbers,
        long unreadable,
        long suppressed) {}
