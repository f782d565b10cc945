package io.qianhu.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rejected rows of one part of a file, packed as the ledger keeps them: many take little memory. Immutable. */
public final class RejectedRows {
    private final byte[] packed;
    private final int count;
    private final Map<String, Long> byReason;
    private final Map<String, RejectExample> examples;

    private RejectedRows(byte[] packed, int count, Map<String, Long> byReason, Map<String, RejectExample> examples) {
        this.packed = packed;
        this.count = count;
        this.byReason = byReason;
        this.examples = examples;
    }

    /** Packs the rows in their order. */
    public static RejectedRows of(List<RejectedRow> rows) {
        Map<String, Long> byReason = new TreeMap<>();
        Map<String, RejectExample> examples = new TreeMap<>();
        for (RejectedRow row : rows) {
            byReason.merge(row.reason(), 1L, Long::sum);
            examples.computeIfAbsent(row.reason(), first -> RejectExample.of(row));
        }
        return new RejectedRows(
                rows.isEmpty() ? new byte[0] : RejectBlock.pack(rows),
                rows.size(),
                Map.copyOf(byReason),
                Map.copyOf(examples));
    }

    public int count() {
        return count;
    }

    /** How many rows have which reason, by the name of a {@link io.qianhu.number.RejectReason}. */
    public Map<String, Long> byReason() {
        return byReason;
    }

    /** The first row of each reason. */
    public Map<String, RejectExample> examples() {
        return examples;
    }

    /** The rows again, unpacked for this call. */
    public List<RejectedRow> rows() {
        try {
            return count == 0 ? List.of() : RejectBlock.unpack(packed);
        } catch (IOException e) {
            throw new UncheckedIOException("what was packed in memory cannot be unpacked", e);
        }
    }

    byte[] packed() {
        return packed.clone();
    }

    @Override
    public String toString() {
        return count + " rejected rows";
    }
}
