/** The ledger on a real H2 file, through its ports: transitions, durability, numbering, books, safety of settings. */
@NullMarked
package io.qianhu.ledger;

import org.jspecify.annotations.NullMarked;
