package io.qianhu.number;

import java.util.Arrays;

/** The callees of one call list in their order: national numbers, immutable. */
public final class Callees {
    private final long[] nationals;

    private Callees(long[] nationals) {
        this.nationals = nationals;
    }

    public static Callees of(long... nationals) {
        return new Callees(nationals.clone());
    }

    public int size() {
        return nationals.length;
    }

    public long[] nationals() {
        return nationals.clone();
    }

    public byte[] pack() {
        return new byte[nationals.length * 5];
    }

    public static Callees unpack(byte[] packed) {
        return new Callees(new long[packed.length / 5]);
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
