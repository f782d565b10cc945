package io.qianhu.bench;

/** SplitMix64, written out: the rows of a seed must be the same with every JDK. Not thread-safe. */
final class Dice {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long seed) {
        this.state = seed;
    }

    /** A number from 0 to {@code bound - 1}; the bias of a few in 2^31 does not matter here. */
    int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    /** A number from 0 to {@code bound - 1}. */
    long below(long bound) {
        return Math.floorMod(next() >>> 1, bound);
    }

    private long next() {
        state += STEP;
        return mixed(state);
    }

    /** The finalizer of SplitMix64: a bijection of all longs. */
    static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
