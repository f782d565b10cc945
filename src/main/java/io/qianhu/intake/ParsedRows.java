package io.qianhu.intake;

import io.qianhu.ledger.RejectedRow;
import io.qianhu.ledger.RejectedRows;
import io.qianhu.number.SeveralNumbers;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what the rows of one block come to. */
final class ParsedRows {
    /** Fewer bytes than most rows have, so that the array seldom grows. */
    private static final int SHORT_ROW_BYTES = 24;

    /** A big block may be one long row. */
    private static final int MOST_AT_FIRST = 8_192;

    private final int file;
    private final long firstByte;
    private final LineStarts lineStarts;
    private final BlockPosition end;
    private final int phoneColumn;
    private final IntakeLimits limits;
    private final List<RejectedRow> rejected = new ArrayList<>();
    private long[] nationals;
    private long[] lines;
    private int accepted;
    private int moreNumbers;
    private int passedOver;
    private long shortRow;
    private long numberBehind;
    private long openQuote;
    private long otherHeader;
    private final Rival.Others[] rivals;

    ParsedRows(RowBlock block, Charset charset, int phoneColumn, int rivals, IntakeLimits limits) {
        this.rivals = new Rival.Others[rivals];
        Arrays.fill(this.rivals, Rival.Others.NONE);
        this.file = block.file();
        this.firstByte = block.firstByte();
        this.lineStarts = new LineStarts(block, charset);
        this.end = block.end();
        this.phoneColumn = phoneColumn;
        this.limits = limits;
        this.nationals = new long[Math.min(block.bytes().length / SHORT_ROW_BYTES, MOST_AT_FIRST) + 1];
        this.lines = new long[nationals.length];
    }

    void accept(long national, long line) {
        if (accepted == nationals.length) {
            nationals = Arrays.copyOf(nationals, 2 * accepted);
            lines = Arrays.copyOf(lines, 2 * accepted);
        }
        nationals[accepted] = national;
        lines[accepted] = line;
        accepted++;
    }

    /** Takes one row with the numbers of its cell, at least one. */
    void accept(SeveralNumbers several, long line) {
        several.taken().forEach(number -> accept(number.national(), line));
        moreNumbers += several.taken().size() - 1;
        passedOver += several.passedOver();
    }

    /** Keeps of the cells what the limits allow. */
    void reject(long line, String reason, List<String> cells) {
        List<String> kept = new ArrayList<>(Math.min(cells.size(), limits.maxColumns()));
        for (String cell : cells.subList(0, Math.min(cells.size(), limits.maxColumns()))) {
            kept.add(shortened(cell));
        }
        rejected.add(new RejectedRow(file, line, firstByte + lineStarts.of(line), phoneColumn + 1, reason, kept));
    }

    /** A row was accepted that is shorter than the header. */
    void markShort(long line) {
        shortRow = shortRow == 0 ? line : shortRow;
    }

    boolean isNumberBehind() {
        return numberBehind > 0;
    }

    void markNumberBehind(long line) {
        numberBehind = line;
    }

    /** A quote opens that hides rows. */
    void markOpenQuote(long line) {
        openQuote = openQuote == 0 ? line : openQuote;
    }

    /** A row names the columns otherwise than the header. */
    void markOtherHeader(long line) {
        otherHeader = otherHeader == 0 ? line : otherHeader;
    }

    /** A rival holds another number than the phone column. */
    void countRival(int rival, long line) {
        rivals[rival] = rivals[rival].and(new Rival.Others(1, line));
    }

    /**
     * The index in the block of the first byte of a physical line, which is not above one that was asked for before.
     */
    int startOf(long line) {
        return lineStarts.of(line);
    }

    /** The physical line that begins at an index of the block, which is not before one that was asked for. */
    long lineAt(int start) {
        return lineStarts.lineAt(start);
    }

    ParsedBlock done() {
        int rows = accepted - moreNumbers + rejected.size();
        return new ParsedBlock(
                file,
                end,
                rows,
                nationals,
                lines,
                accepted,
                RejectedRows.of(rejected),
                moreNumbers,
                passedOver,
                new ParsedBlock.Doubts(shortRow, numberBehind, openQuote, otherHeader, List.of(rivals)));
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
