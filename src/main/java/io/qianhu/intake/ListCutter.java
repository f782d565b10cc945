package io.qianhu.intake;

import io.qianhu.number.Callees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of numbers into lists of exactly one size, but for the first one, which may be shorter, in order, and
 * holds the rest until more numbers come. Pure: who stores the lists stores the tail with them and hands it to the next
 * cutter. Not thread-safe.
 */
public final class ListCutter {
    private final int size;
    private long[] tail;
    private int held;
    private List<Callees> full = new ArrayList<>();

    /** A cutter that holds nothing; the first {@code first} callees make a list, then every {@code size}, at least 1. */
    public ListCutter(int first, int size) {
        this(first, size, false, Callees.of());
    }

    /**
     * A cutter that goes on where another stopped.
     *
     * @param firstIsCut whether the first list was handed out before
     * @param tail what the other one held, shorter than the list that it belongs to
     */
    public ListCutter(int first, int size, boolean firstIsCut, Callees tail) {
        if (first < 1 || first > size) {
            throw new IllegalArgumentException("the first of lists of " + size + " cannot hold " + first);
        }
        int next = firstIsCut ? size : first;
        if (tail.size() >= next) {
            throw new IllegalArgumentException("a tail of " + tail.size() + " is not shorter than a list of " + next);
        }
        this.size = size;
        this.tail = Arrays.copyOf(tail.nationals(), next);
        this.held = tail.size();
    }

    /** Appends a number to the list that is being filled. */
    public void add(long national) {
        tail[held] = national;
        held++;
        if (held == tail.length) {
            full.add(Callees.of(tail));
            tail = tail.length == size ? tail : new long[size];
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
