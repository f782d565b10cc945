/** Submitting and settling with time moved by hand, a service that is played and a ledger in memory. */
@NullMarked
package io.qianhu.dispatch;

import org.jspecify.annotations.NullMarked;
