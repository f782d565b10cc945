package io.qianhu.ledger;

import io.qianhu.number.PhoneNumber;

/**
 * A row that is not called because a suppression list holds its number.
 *
 * @param origin file and line of the row, see {@link Origins#row}
 * @param list position of the {@link SuppressionList} in the run, from 0
 */
public record SuppressedRow(long origin, PhoneNumber number, int list) {}
