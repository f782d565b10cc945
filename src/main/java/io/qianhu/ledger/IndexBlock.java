package io.qianhu.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** The packed form of neighbouring entries of the index: how much further the number is, and its place. */
final class IndexBlock {
    /** Six for 37 bits of a number and four for 26 bits of a place. */
    static final int MOST_BYTES_PER_ENTRY = 10;

    private IndexBlock() {}

    /**
     * Packs a stretch of sorted entries; equal ones become one.
     *
     * @param to behind the last entry of its number, so that no number stands in two blocks
     */
    static byte[] pack(long[] entries, int from, int to) {
        byte[] out = new byte[(to - from) * MOST_BYTES_PER_ENTRY];
        int length = 0;
        long before = IndexEntry.numberOf(entries[from]);
        for (int i = from; i < to; i++) {
            if (i == from || entries[i] != entries[i - 1]) {
                long number = IndexEntry.numberOf(entries[i]);
                length = Varints.write(out, length, number - before);
                length = Varints.write(out, length, IndexEntry.placeOf(entries[i]));
                before = number;
            }
        }
        return Arrays.copyOf(out, length);
    }

    /** Gives the places of one number. */
    static void find(byte[] body, long first, long sought, LongConsumer places) {
        ByteBuffer in = ByteBuffer.wrap(body);
        long number = first;
        while (in.hasRemaining()) {
            number += Varints.read(in);
            long place = Varints.read(in);
            if (number > sought) {
                return;
            }
            if (number == sought) {
                places.accept(place);
            }
        }
    }
}
