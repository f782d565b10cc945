package io.qianhu.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where each callee of a list was read: the first row of a run that holds the number, as file and line. In the order of
 * the callees, immutable. Lists that an older version stored have unknown origins, with line 0.
 */
public final class Origins {
    private static final Origins NONE = new Origins(new long[0]);
    private static final int LINE_BITS = 40;
    private static final long LINE_MASK = (1L << LINE_BITS) - 1;

    /** A line is never on itself, so this can announce a new file. */
    private static final int OTHER_FILE = 0;

    private final long[] rows;

    private Origins(long[] rows) {
        this.rows = rows;
    }

    /** One place in one number, for arrays of them: compare and keep it, nothing else. */
    public static long row(int file, long line) {
        return (long) file << LINE_BITS | line;
    }

    /** @param rows made by {@link #row} */
    public static Origins of(long... rows) {
        return rows.length == 0 ? NONE : new Origins(rows.clone());
    }

    /** The origins of so many callees that were stored without. */
    public static Origins unknown(int size) {
        return new Origins(new long[size]);
    }

    public int size() {
        return rows.length;
    }

    /** The places as {@link #row} makes them. */
    public long[] rows() {
        return rows.clone();
    }

    /** Ordinal of the input file in its run, from 0, of a place that {@link #row} made. */
    public static int fileOf(long row) {
        return (int) (row >>> LINE_BITS);
    }

    /** Physical line where the row begins, from 1, of a place that {@link #row} made; 0 when it is unknown. */
    public static long lineOf(long row) {
        return row & LINE_MASK;
    }

    /** The place of the callee at a position from 0. */
    long get(int index) {
        return rows[index];
    }

    /** Mostly one byte for each callee: how many lines it is below the one before. */
    byte[] pack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(rows.length + 16);
        long before = -1;
        for (long row : rows) {
            if (before >= 0 && fileOf(before) == fileOf(row) && row >= before) {
                Varints.write(out, row - before + 1);
            } else {
                Varints.write(out, OTHER_FILE);
                Varints.write(out, fileOf(row));
                Varints.write(out, lineOf(row));
            }
            before = row;
        }
        return out.toByteArray();
    }

    /** Reads what {@link #pack} wrote for so many callees. */
    static Origins unpack(byte[] packed, int size) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        long[] rows = new long[size];
        long row = 0;
        for (int i = 0; i < size; i++) {
            long step = Varints.read(in);
            row = step == OTHER_FILE ? row((int) Varints.read(in), Varints.read(in)) : row + step - 1;
            rows[i] = row;
        }
        return new Origins(rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origins that && Arrays.equals(rows, that.rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return "origins of " + rows.length + " callees";
    }
}
