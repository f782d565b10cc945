/**
 * Files in: which files, their fingerprint and format, blocks of rows, numbers and rejects, duplicates, full lists.
 * Start at {@link io.qianhu.intake.FormatDetector}, then {@link io.qianhu.intake.BlockReader} and
 * {@link io.qianhu.intake.BlockParser}. May use {@code campaign}, {@code number}, {@code ledger} and Commons CSV.
 */
@NullMarked
package io.qianhu.intake;

import org.jspecify.annotations.NullMarked;
