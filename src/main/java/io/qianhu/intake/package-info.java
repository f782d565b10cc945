/**
 * Files in: fingerprint, detection, CSV, rejects, duplicates; makes call lists.
 * May use {@code campaign}, {@code number}, {@code ledger}, Commons CSV and RoaringBitmap.
 */
@NullMarked
package io.qianhu.intake;

import org.jspecify.annotations.NullMarked;
