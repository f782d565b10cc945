package io.qianhu.intake;

/**
 * Whole records of one file as they stand in it, not yet decoded.
 *
 * @param file ordinal of the input file in its run, from 0
 * @param firstByte offset of the first byte in the file
 * @param endByte offset after the last byte
 * @param firstLine physical line of the first byte, from 1
 * @param nextLine physical line of the byte after the last
 * @param bytes the bytes between the two offsets; handed over, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // A block is passed on once and never compared.
public record RowBlock(int file, long firstByte, long endByte, long firstLine, long nextLine, byte[] bytes) {
    public RowBlock {
        if (endByte - firstByte != bytes.length) {
            throw new IllegalArgumentException(
                    bytes.length + " bytes do not lie between " + firstByte + " and " + endByte);
        }
    }

    /** Where the block after this one begins. */
    public BlockPosition end() {
        return new BlockPosition(endByte, nextLine);
    }

    /** Names no byte of the content. */
    @Override
    public String toString() {
        return "RowBlock[file=" + file + ", bytes " + firstByte + " to " + endByte + ", line " + firstLine + "]";
    }
}
