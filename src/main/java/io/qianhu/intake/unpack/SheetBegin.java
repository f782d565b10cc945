package io.qianhu.intake.unpack;

import java.io.StringWriter;

/** The first rows of a sheet that is not read, which stay in memory until its workbook is looked at. */
final class SheetBegin extends StringWriter {
    private static final int MOST_CHARS = 1 << 16;
    private static final int LEAST_CHARS = 1 << 12;
    private static final int CHARS_OF_A_WORKBOOK = 1 << 20;

    private final int most;

    /** @param sheets of the workbook that are not read; the more there are, the less is kept of each */
    SheetBegin(int sheets) {
        this.most = Math.max(LEAST_CHARS, Math.min(MOST_CHARS, CHARS_OF_A_WORKBOOK / sheets));
    }

    /** Enough was written. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() {
            super(null, null, false, false);
        }
    }

    @Override
    public StringWriter append(CharSequence text) {
        if (getBuffer().length() + text.length() > most) {
            throw new Full();
        }
        return super.append(text);
    }
}
