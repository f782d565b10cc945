package io.qianhu.intake;

import io.qianhu.ledger.RejectedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what the rows of one block come to. */
final class ParsedRows {
    /** Fewer bytes than most rows have, so that the array seldom grows. */
    private static final int SHORT_ROW_BYTES = 24;

    private final int file;
    private final int phoneColumn;
    private final IntakeLimits limits;
    private final List<RejectedRow> rejected = new ArrayList<>();
    private long[] nationals;
    private int accepted;

    ParsedRows(RowBlock block, int phoneColumn, IntakeLimits limits) {
        this.file = block.file();
        this.phoneColumn = phoneColumn;
        this.limits = limits;
        this.nationals = new long[block.bytes().length / SHORT_ROW_BYTES + 1];
    }

    void accept(long national) {
        if (accepted == nationals.length) {
            nationals = Arrays.copyOf(nationals, 2 * accepted);
        }
        nationals[accepted] = national;
        accepted++;
    }

    /** Keeps of the cells what the limits allow. */
    void reject(long line, String reason, List<String> cells) {
        List<String> kept = new ArrayList<>(Math.min(cells.size(), limits.maxColumns()));
        for (String cell : cells.subList(0, Math.min(cells.size(), limits.maxColumns()))) {
            kept.add(shortened(cell));
        }
        rejected.add(new RejectedRow(file, line, phoneColumn + 1, reason, kept));
    }

    ParsedBlock done() {
        return new ParsedBlock(file, accepted + rejected.size(), nationals, accepted, rejected);
    }

    private String shortened(String cell) {
        int most = limits.maxRejectCellChars();
        if (cell.length() <= most) {
            return cell;
        }
        boolean splitsPair = Character.isHighSurrogate(cell.charAt(most - 1));
        return cell.substring(0, splitsPair ? most - 1 : most);
    }
}
