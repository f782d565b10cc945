package io.qianhu.intake;

import io.qianhu.ledger.CutList;
import io.qianhu.ledger.Origins;
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
    private int wanted;
    private final long[] tail;
    private final long[] tailOrigins;
    private int held;
    private List<CutList> full = new ArrayList<>();

    /** A cutter that holds nothing; the first {@code first} callees make a list, then every {@code size}, at least 1. */
    public ListCutter(int first, int size) {
        this(first, size, false, CutList.EMPTY);
    }

    /**
     * A cutter that goes on where another stopped.
     *
     * @param firstIsCut whether the first list was handed out before
     * @param tail what the other one held, shorter than the list that it belongs to
     */
    public ListCutter(int first, int size, boolean firstIsCut, CutList tail) {
        if (first < 1 || first > size) {
            throw new IllegalArgumentException("the first of lists of " + size + " cannot hold " + first);
        }
        this.size = size;
        this.wanted = firstIsCut ? size : first;
        if (tail.size() >= wanted) {
            throw new IllegalArgumentException("a tail of " + tail.size() + " is not shorter than a list of " + wanted);
        }
        this.tail = Arrays.copyOf(tail.callees().nationals(), size);
        this.tailOrigins = Arrays.copyOf(tail.origins().rows(), size);
        this.held = tail.size();
    }

    /**
     * Appends a number to the list that is being filled.
     *
     * @param origin file and line of its row, see {@link Origins#row}
     */
    public void add(long national, long origin) {
        tail[held] = national;
        tailOrigins[held] = origin;
        held++;
        if (held == wanted) {
            full.add(tail());
            wanted = size;
            held = 0;
        }
    }

    /** Hands out the lists that became full since the last call, in order. */
    public List<CutList> takeFull() {
        List<CutList> taken = full;
        full = new ArrayList<>();
        return taken;
    }

    /** The numbers that fill no list yet, in order; they stay. */
    public CutList tail() {
        return new CutList(Callees.of(Arrays.copyOf(tail, held)), Origins.of(Arrays.copyOf(tailOrigins, held)));
    }
}
