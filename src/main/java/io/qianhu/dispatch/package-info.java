/**
 * Submits one list and records what happened; settles the unconfirmed.
 * May use {@code ledger}, {@code pace}, {@code campaign}, {@code number}, the port of {@code dyvms}, and Resilience4j.
 */
@NullMarked
package io.qianhu.dispatch;

import org.jspecify.annotations.NullMarked;
