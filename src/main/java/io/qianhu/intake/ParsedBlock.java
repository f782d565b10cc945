package io.qianhu.intake;

import io.qianhu.ledger.RejectedRow;
import java.util.List;

/**
 * What the rows of one block come to; every row is either accepted or rejected.
 *
 * @param file ordinal of the input file in its run, from 0
 * @param end where the block after this one begins
 * @param rows records in the block; blank lines are none
 * @param nationals the accepted national numbers in row order, in the first {@code accepted} elements
 * @param lines physical lines where the rows of these numbers begin, in the same order
 * @param accepted how many elements of {@code nationals} and {@code lines} count
 * @param rejected the other rows, in row order
 * @param moreNumbers accepted numbers beside the first one of their row
 * @param passedOver numbers that are not accepted, in rows of which another number is
 */
@SuppressWarnings("ArrayRecordComponent") // Read once by the writer; a copy of every block would be garbage.
public record ParsedBlock(
        int file,
        BlockPosition end,
        int rows,
        long[] nationals,
        long[] lines,
        int accepted,
        List<RejectedRow> rejected,
        int moreNumbers,
        int passedOver) {
    public ParsedBlock {
        rejected = List.copyOf(rejected);
        if (accepted > nationals.length || accepted > lines.length) {
            throw new IllegalArgumentException(
                    accepted + " accepted, but only " + nationals.length + " numbers and " + lines.length + " lines");
        }
        if (rows != accepted - moreNumbers + rejected.size()) {
            throw new IllegalArgumentException(rows + " rows are not " + accepted + " accepted numbers, " + moreNumbers
                    + " of them beside others, and " + rejected.size() + " rejected rows");
        }
    }

    /** Names no number. */
    @Override
    public String toString() {
        return "ParsedBlock[file=" + file + ", " + rows + " rows, " + accepted + " accepted]";
    }
}
