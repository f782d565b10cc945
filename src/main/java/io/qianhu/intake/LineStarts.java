package io.qianhu.intake;

import java.nio.charset.Charset;

/**
 * Finds where the lines of a block begin, by the rules of {@link RecordScanner}: CR, LF and CR LF end a line, wherever
 * they stand. It only goes forward, so that all questions about a block together cost one look at its bytes.
 */
final class LineStarts {
    private final byte[] bytes;
    private final int step;
    private final int lowByte;
    private long line;
    private int start;

    LineStarts(RowBlock block, Charset charset) {
        boolean wide = !Encoding.hasUnitsOfOneByte(charset.name());
        this.bytes = block.bytes();
        this.step = wide ? 2 : 1;
        this.lowByte = charset.name().equals("UTF-16BE") ? 1 : 0;
        this.line = block.firstLine();
    }

    /**
     * The index of the first byte of a line in the block.
     *
     * @param wanted physical line in the file, not above the one that was asked for last
     */
    int of(long wanted) {
        while (line < wanted && start < bytes.length) {
            pass();
        }
        return start;
    }

    /** The physical line that begins at an index of the block, not before the line that was asked for last. */
    long lineAt(int wanted) {
        while (start < wanted) {
            pass();
        }
        return line;
    }

    private void pass() {
        boolean isReturn = isUnit('\r', start);
        boolean endsLine = isUnit('\n', start) || (isReturn && !isUnit('\n', start + step));
        line += endsLine ? 1 : 0;
        start += step;
    }

    private boolean isUnit(char unit, int at) {
        return at + step <= bytes.length && bytes[at + lowByte] == unit && (step == 1 || bytes[at + 1 - lowByte] == 0);
    }
}
