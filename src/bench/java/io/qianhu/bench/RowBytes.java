package io.qianhu.bench;

import java.io.IOException;
import java.io.OutputStream;

/** Rows as bytes, gathered before they are written. Not thread-safe. */
final class RowBytes {
    /** No row is longer. */
    private static final int ROOM_FOR_A_ROW = 1024;

    private final byte[] bytes = new byte[1 << 20];
    private int filled;
    private long total;

    void put(int octet) {
        bytes[filled] = (byte) octet;
        filled++;
    }

    void put(byte[] text) {
        System.arraycopy(text, 0, bytes, filled, text.length);
        filled += text.length;
    }

    /** A number from 0 as decimal digits. */
    void putDecimal(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int at = filled + digits - 1; at >= filled; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        filled += digits;
    }

    /** Ends the row; writes when no further row would fit. */
    void endRow(OutputStream out) throws IOException {
        put('\n');
        if (bytes.length - filled < ROOM_FOR_A_ROW) {
            writeTo(out);
        }
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, filled);
        total += filled;
        filled = 0;
    }

    /** Bytes written so far. */
    long total() {
        return total;
    }
}
