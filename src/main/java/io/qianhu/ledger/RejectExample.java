package io.qianhu.ledger;

import io.qianhu.number.Masking;

/**
 * A rejected row as an example of its reason, without personal data.
 *
 * @param file ordinal of the input file in its run, from 0
 * @param line physical line where the row begins, from 1
 * @param cell its phone cell as {@link Masking#maskExample} shows it; empty where the row has none
 */
public record RejectExample(int file, long line, String cell) {
    static RejectExample of(RejectedRow row) {
        boolean there = row.column() <= row.cells().size();
        return new RejectExample(
                row.file(), row.line(), there ? Masking.maskExample(row.cells().get(row.column() - 1)) : "");
    }
}
