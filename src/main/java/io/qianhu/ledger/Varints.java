package io.qianhu.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers from 0 up in as few bytes as they need: seven bits in each, the lowest first. */
final class Varints {
    private static final int SEVEN_BITS = 0x7f;

    private Varints() {}

    static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > SEVEN_BITS) {
            out.write((int) (rest & SEVEN_BITS) | SEVEN_BITS + 1);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Writes at an index, for millions of values; returns the index behind it. */
    static int write(byte[] out, int at, long value) {
        int next = at;
        long rest = value;
        while (rest > SEVEN_BITS) {
            out[next] = (byte) (rest | SEVEN_BITS + 1);
            next++;
            rest >>>= 7;
        }
        out[next] = (byte) rest;
        return next + 1;
    }

    static long read(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & SEVEN_BITS) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
