/** The job and its parts on a ledger in a real H2 file, with time and failures moved by hand. */
@NullMarked
package io.qianhu.job;

import org.jspecify.annotations.NullMarked;
