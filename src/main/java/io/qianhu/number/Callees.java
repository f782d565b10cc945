package io.qianhu.number;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The callees of one call list in their order: national numbers, immutable. */
public final class Callees {
    /** Five bytes hold every number of eleven digits. */
    private static final int PACKED_BYTES = 5;

    private final long[] nationals;

    private Callees(long[] nationals) {
        for (int i = 0; i < nationals.length; i++) {
            if (!PhoneNumber.hasShape(nationals[i])) {
                throw new IllegalArgumentException(
                        "callee " + (i + 1) + " of " + nationals.length + " has not the shape of a mainland number");
            }
        }
        this.nationals = nationals;
    }

    /**
     * The callees in the given order.
     *
     * @param nationals national numbers without leading 0, see {@link PhoneNumber#national}
     * @throws IllegalArgumentException naming the position of a value that cannot be a mainland number
     */
    public static Callees of(long... nationals) {
        return new Callees(nationals.clone());
    }

    /**
     * Reads what {@link #pack} wrote.
     *
     * @throws IllegalArgumentException when the bytes cannot come from there
     */
    public static Callees unpack(byte[] packed) {
        if (packed.length % PACKED_BYTES != 0) {
            throw new IllegalArgumentException(
                    "packed callees take " + PACKED_BYTES + " bytes each; " + packed.length + " bytes are damaged");
        }
        ByteBuffer in = ByteBuffer.wrap(packed);
        long[] nationals = new long[packed.length / PACKED_BYTES];
        for (int i = 0; i < nationals.length; i++) {
            nationals[i] = ((in.get() & 0xFFL) << 32) | (in.getInt() & 0xFFFF_FFFFL);
        }
        return new Callees(nationals);
    }

    public int size() {
        return nationals.length;
    }

    public long[] nationals() {
        return nationals.clone();
    }

    /** The callee at a position from 0. */
    public PhoneNumber get(int index) {
        return new PhoneNumber(nationals[index]);
    }

    public Stream<PhoneNumber> stream() {
        return LongStream.of(nationals).mapToObj(PhoneNumber::new);
    }

    /** The whole numbers as they are submitted, separated by commas: personal data, for the request alone. */
    public String joined() {
        return stream().map(PhoneNumber::digits).collect(Collectors.joining(","));
    }

    /** Five bytes for each callee in order, big-endian. */
    public byte[] pack() {
        ByteBuffer out = ByteBuffer.allocate(nationals.length * PACKED_BYTES);
        for (long national : nationals) {
            out.put((byte) (national >>> 32)).putInt((int) national);
        }
        return out.array();
    }

    /** Names no number. */
    @Override
    public String toString() {
        return nationals.length + " callees";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Callees that && Arrays.equals(nationals, that.nationals);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(nationals);
    }
}
