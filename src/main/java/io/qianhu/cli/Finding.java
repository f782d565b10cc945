package io.qianhu.cli;

import io.qianhu.report.Width;

/**
 * What one check of {@code qianhu doctor} came to.
 *
 * @param what the subject, one word or two
 * @param text how it is and, where it is not well, what to do; one line
 */
record Finding(Level level, String what, String text) {
    private static final int LEVEL_CELLS = 5;
    private static final int WHAT_CELLS = 12;

    /** How well it is. */
    enum Level {
        OK,
        /** Left out, and the text says why. */
        SKIP,
        /** Works, but somebody should look. */
        WARN,
        /** A person must put it right, or nothing will be submitted. */
        FAIL
    }

    @Override
    public String toString() {
        return Width.padded(level.name(), LEVEL_CELLS) + " " + Width.padded(what, WHAT_CELLS) + " "
                + text.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ");
    }
}
