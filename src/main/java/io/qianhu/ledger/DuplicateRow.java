package io.qianhu.ledger;

import io.qianhu.number.PhoneNumber;

/**
 * A row whose number an earlier row of the run had.
 *
 * @param origin file and line of this row, see {@link Origins#row}
 * @param number its number; the first row that had it is the origin of a callee
 */
public record DuplicateRow(long origin, PhoneNumber number) {}
