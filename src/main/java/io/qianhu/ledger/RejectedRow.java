package io.qianhu.ledger;

import java.util.List;

/**
 * A row that is not called, as the reject file shows it.
 *
 * @param file ordinal of the input file in its run, from 0
 * @param line physical line where the row begins, from 1
 * @param byteOffset where the row begins in the file, in bytes from 0; {@link #UNKNOWN_OFFSET} in old ledgers
 * @param column position of the phone column in the row, from 1
 * @param reason name of a {@link io.qianhu.number.RejectReason}
 * @param cells the row as it was read; holds personal data
 */
public record RejectedRow(int file, long line, long byteOffset, int column, String reason, List<String> cells) {
    /** What a row has that was stored by a version that did not keep the offset. */
    public static final long UNKNOWN_OFFSET = -1;

    public RejectedRow {
        cells = List.copyOf(cells);
    }

    /** Names no cell. */
    @Override
    public String toString() {
        return "RejectedRow[file=" + file + ", line=" + line + ", column=" + column + ", reason=" + reason + "]";
    }
}
