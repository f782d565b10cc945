package io.qianhu.cli;

/**
 * What one check of {@code qianhu doctor} came to.
 *
 * @param what the subject, one word or two
 * @param text how it is and, where it is not well, what to do; one line
 */
record Finding(Level level, String what, String text) {
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

    static Finding ok(String what, String text) {
        return new Finding(Level.OK, what, text);
    }

    static Finding skip(String what, String text) {
        return new Finding(Level.SKIP, what, text);
    }

    static Finding warn(String what, String text) {
        return new Finding(Level.WARN, what, text);
    }

    static Finding fail(String what, String text) {
        return new Finding(Level.FAIL, what, text);
    }

    @Override
    public String toString() {
        return String.format("%-5s %-12s %s", level, what, text.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; "));
    }
}
