package io.qianhu.ledger;

import java.util.List;

/**
 * A row that is not called, as the reject file shows it.
 *
 * @param file ordinal of the input file in its run, from 0
 * @param line physical line where the row begins, from 1
 * @param column position of the phone column in the row, from 1
 * @param reason name of a {@link io.qianhu.number.RejectReason}
 * @param cells the row as it was read; holds personal data
 */
public record RejectedRow(int file, long line, int column, String reason, List<String> cells) {
    public RejectedRow {
        cells = List.copyOf(cells);
    }

    /** Names no cell. */
    @Override
    public String toString() {
        return "RejectedRow[file=" + file + ", line=" + line + ", column=" + column + ", reason=" + reason + "]";
    }
}
