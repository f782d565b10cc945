package io.qianhu.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one run holds a number; at least one of the four is there.
 *
 * @param callee null when the number is no callee of the run
 * @param duplicates the other rows with the number, see {@link Origins#row}
 * @param rejected rows whose phone cell has these digits
 */
public record FoundNumber(
        Run run,
        @Nullable Callee callee,
        List<Long> duplicates,
        List<SuppressedRow> suppressed,
        List<RejectedRow> rejected) {
    public FoundNumber {
        duplicates = List.copyOf(duplicates);
        suppressed = List.copyOf(suppressed);
        rejected = List.copyOf(rejected);
    }

    /**
     * The number as a callee.
     *
     * @param list with its latest submission; null while it is not full and so no list yet
     * @param origin the first row with the number, see {@link Origins#row}
     */
    public record Callee(@Nullable ListReport list, long origin) {}

    boolean isEmpty() {
        return callee == null && duplicates.isEmpty() && suppressed.isEmpty() && rejected.isEmpty();
    }
}
