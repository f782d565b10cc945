package io.qianhu.intake.unpack;

import java.io.StringWriter;

/** The first rows of a sheet that is not read. */
final class SheetBegin extends StringWriter {
    private static final int MOST_CHARS = 1 << 16;

    /** Enough was written. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() {
            super(null, null, false, false);
        }
    }

    @Override
    public StringWriter append(CharSequence text) {
        if (getBuffer().length() + text.length() > MOST_CHARS) {
            throw new Full();
        }
        return super.append(text);
    }
}
