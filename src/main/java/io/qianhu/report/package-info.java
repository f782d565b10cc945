/**
 * The books, the rejects, the tasks: what a run leaves for a person to read, and in which words; {@link
 * io.qianhu.report.Words} is where to start for those. May use {@code ledger}, {@code campaign} and {@code number}.
 */
@NullMarked
package io.qianhu.report;

import org.jspecify.annotations.NullMarked;
