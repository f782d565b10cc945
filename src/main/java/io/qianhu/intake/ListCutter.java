package io.qianhu.intake;

import io.qianhu.number.Callees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of numbers into lists of exactly one size, in order, and holds the rest until more numbers come. Pure:
 * who stores the lists stores the tail with them and hands it to the next cutter. Not thread-safe.
 */
public final class ListCutter {
    private final long[] tail;
    private int held;
    private List<Callees> full = new ArrayList<>();

    /** A cutter that holds nothing; {@code size} callees make a list, at least 1. */
    public ListCutter(int size) {
        this(size, Callees.of());
    }

    /** A cutter that goes on where another stopped with this tail, which must be shorter than a list. */
    public ListCutter(int size, Callees tail) {
        if (size < 1) {
            throw new IllegalArgumentException("a list holds at least 1 callee: " + size);
        }
        if (tail.size() >= size) {
            throw new IllegalArgumentException("a tail of " + tail.size() + " is not shorter than a list of " + size);
        }
        this.tail = Arrays.copyOf(tail.nationals(), size);
        this.held = tail.size();
    }

    /** Appends a number to the list that is being filled. */
    public void add(long national) {
        tail[held] = national;
        held++;
        if (held == tail.length) {
            full.add(Callees.of(tail));
            held = 0;
        }
    }

    /** Hands out the lists that became full since the last call, in order. */
    public List<Callees> takeFull() {
        List<Callees> taken = full;
        full = new ArrayList<>();
        return taken;
    }

    /** The numbers that fill no list yet, in order; they stay. */
    public Callees tail() {
        return Callees.of(Arrays.copyOf(tail, held));
    }
}
