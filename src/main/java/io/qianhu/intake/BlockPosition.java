package io.qianhu.intake;

/**
 * Where the next block of a file begins; always the beginning of a record or the end of the file.
 *
 * @param nextByte offset in the file, from 0
 * @param nextLine physical line of that byte, from 1
 */
public record BlockPosition(long nextByte, long nextLine) {
    public BlockPosition {
        if (nextByte < 0) {
            throw new IllegalArgumentException("nextByte must not be negative: " + nextByte);
        }
        if (nextLine < 1) {
            throw new IllegalArgumentException("nextLine counts from 1: " + nextLine);
        }
    }
}
