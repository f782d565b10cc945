/**
 * A mainland number as a value: reading a cell, the number plan, masking, and the callees of a list.
 * Start at {@link io.qianhu.number.NumberReader}. Uses libphonenumber and no other room.
 */
@NullMarked
package io.qianhu.number;

import org.jspecify.annotations.NullMarked;
