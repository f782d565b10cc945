/**
 * Runs and call lists: states, transitions, the store port and its JDBC form, migrations.
 * Start at {@link io.qianhu.ledger.ListState}, {@link io.qianhu.ledger.Transition} and {@link io.qianhu.ledger.ListStore}. May use {@code number} and spring-jdbc.
 */
@NullMarked
package io.qianhu.ledger;

import org.jspecify.annotations.NullMarked;
