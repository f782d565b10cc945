package io.qianhu.intake;

import java.nio.CharBuffer;

/**
 * {@code \"} and {@code \\} within quoted cells, as Spark and MySQL write a quote and a backslash.
 *
 * <p>They are turned into what Commons CSV reads without an escape character, by the rules by which {@link RecordScanner}
 * cuts records. Its own escape character will not do: it counts outside of quotes as well, where these programs write a
 * backslash as it is, so that one at the end of a cell would swallow the delimiter and shift the row. Any other character
 * behind a backslash stays, and so does the backslash: an address may hold one, and no number does.
 */
final class BackslashEscape {
    private static final char QUOTE = '"';
    private static final char ESCAPE = '\\';

    private BackslashEscape() {}

    /** The same records without escapes. */
    static CharBuffer undone(CharBuffer escaped, char delimiter) {
        CharBuffer plain = CharBuffer.allocate(escaped.length());
        int at = 0;
        boolean cellBegins = true;
        while (at < escaped.length()) {
            char c = escaped.charAt(at);
            at++;
            plain.put(c);
            if (c == QUOTE && cellBegins) {
                at = quotedPart(escaped, at, plain);
            }
            cellBegins = c == delimiter || c == '\n' || c == '\r';
        }
        return plain.flip();
    }

    /** Copies up to the closing quote, and returns where to go on behind it. */
    private static int quotedPart(CharBuffer escaped, int inside, CharBuffer plain) {
        int at = inside;
        while (at < escaped.length()) {
            char c = escaped.charAt(at);
            char next = at + 1 < escaped.length() ? escaped.charAt(at + 1) : 0;
            at++;
            if (c == QUOTE && next != QUOTE) {
                plain.put(c);
                return at;
            }
            if (c == QUOTE || (c == ESCAPE && next == QUOTE)) {
                plain.put(QUOTE).put(QUOTE);
                at++;
            } else {
                plain.put(c);
                at += c == ESCAPE && next == ESCAPE ? 1 : 0;
            }
        }
        return at;
    }
}
