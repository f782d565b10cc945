package io.qianhu.number;

import java.util.Set;

/** Reads the cell of a file as a mainland number, or says why it is none. */
public final class NumberReader {
    /** The longest cell that is looked at, in UTF-16 units. */
    public static final int MAX_CELL_LENGTH = 64;

    private final Set<NumberKind> accepted;

    public NumberReader(Set<NumberKind> accepted) {
        this.accepted = Set.copyOf(accepted);
    }

    /** Returns the national number (no leading 0, greater than 0), or a value for which {@link #isReject} holds. */
    public long read(CharSequence cell) {
        if (!accepted.contains(NumberKind.MOBILE) || !cell.toString().matches("1[3-9][0-9]{9}")) {
            return RejectReason.TOO_SHORT.asReading();
        }
        return Long.parseLong(cell.toString());
    }

    public static boolean isReject(long reading) {
        return reading < 0;
    }

    /** The reason behind a reading for which {@link #isReject} holds. */
    public static RejectReason reasonOf(long reading) {
        return RejectReason.ofReading(reading);
    }
}
