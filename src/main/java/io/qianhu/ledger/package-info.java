/**
 * Runs and call lists: states, transitions, the store port and its JDBC form, migrations.
 * Start at {@link io.qianhu.ledger.ListState} and {@link io.qianhu.ledger.Ledger}. May use {@code number} and spring-jdbc.
 */
@NullMarked
package io.qianhu.ledger;

import org.jspecify.annotations.NullMarked;
