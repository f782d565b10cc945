/**
 * Runs and call lists: states, transitions, the store port and its JDBC form, migrations.
 * Start at {@link io.qianhu.ledger.ListState}, {@link io.qianhu.ledger.Transition} and {@link io.qianhu.ledger.ListStore}; who may write to a run stands in
 * {@link io.qianhu.ledger.Leases}. May use {@code number}, spring-jdbc and, to force a commit to the disk, H2.
 */
@NullMarked
package io.qianhu.ledger;

import org.jspecify.annotations.NullMarked;
