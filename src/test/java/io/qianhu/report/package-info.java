/** What the reports of a run hold, from a ledger in a real H2 file. */
@NullMarked
package io.qianhu.report;

import org.jspecify.annotations.NullMarked;
