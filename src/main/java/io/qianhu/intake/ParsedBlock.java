package io.qianhu.intake;

import io.qianhu.ledger.RejectedRows;
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
 * @param doubts what the rows say about the file as a whole
 */
@SuppressWarnings("ArrayRecordComponent") // Read once by the writer; a copy of every block would be garbage.
public record ParsedBlock(
        int file,
        BlockPosition end,
        int rows,
        long[] nationals,
        long[] lines,
        int accepted,
        RejectedRows rejected,
        int moreNumbers,
        int passedOver,
        Doubts doubts) {
    /**
     * The first lines of a block at which {@link RowWatch} must look; 0 where there is none.
     *
     * @param shortRow a row that was accepted though it has fewer cells than the header
     * @param numberBehind a row with a number behind the phone column
     * @param openQuote where a quote opens that hides rows
     * @param otherHeader a row that names the columns otherwise than the header
     * @param rivals what each of {@link FileFormat#rivals} holds beside the phone column
     */
    public record Doubts(
            long shortRow, long numberBehind, long openQuote, long otherHeader, List<Rival.Others> rivals) {
        public static final Doubts NONE = new Doubts(0, 0, 0, 0, List.of());

        public Doubts {
            rivals = List.copyOf(rivals);
        }
    }

    public ParsedBlock {
        if (accepted > nationals.length || accepted > lines.length) {
            throw new IllegalArgumentException(
                    accepted + " accepted, but only " + nationals.length + " numbers and " + lines.length + " lines");
        }
        if (rows != accepted - moreNumbers + rejected.count()) {
            throw new IllegalArgumentException(rows + " rows are not " + accepted + " accepted numbers, " + moreNumbers
                    + " of them beside others, and " + rejected.count() + " rejected rows");
        }
    }

    /** Names no number. */
    @Override
    public String toString() {
        return "ParsedBlock[file=" + file + ", " + rows + " rows, " + accepted + " accepted]";
    }
}
