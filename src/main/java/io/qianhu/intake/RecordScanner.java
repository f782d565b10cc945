package io.qianhu.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds where records end in bytes that are not decoded, by the rules by which Commons CSV finds them in characters.
 *
 * <p>How it works:
 *
 * <ol>
 *   <li>It walks in units: one byte, or two in UTF-16. CR, LF and the quote are always a unit of their own: no
 *       multi-byte character of UTF-8 or GB18030 contains their bytes.
 *   <li>Outside quotes only three units matter. CR, LF and CR LF end the record. A quote opens a quoted part when it is
 *       the first unit of the record or stands right after a delimiter; elsewhere it is text.
 *   <li>In a quoted part two quotes are one quote of text, line breaks are text but counted, and a single quote closes.
 *       Where a backslash escapes, a quote or a backslash behind one is text.
 *   <li>After the closing quote everything up to the next delimiter or line break is text, quotes as well.
 *   <li>{@code |} alone of the delimiters, and the backslash, can be the second byte of a GB18030 character. It is one
 *       when an odd number of bytes from 0x80 up stands right before it: those bytes pair up from the first on.
 *   <li>Whether CR ends a line alone and whether a quote is doubled depends on the next unit. So a unit is looked at
 *       only when its successor is there too, or when the file ends.
 * </ol>
 *
 * <p>The result of the last {@link #next} is read from the accessors. Keeps no other state and is not thread-safe.
 */
final class RecordScanner {
    private static final char QUOTE = '"';
    private static final int NO_ESCAPE = -1;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private final boolean wide;
    private final int step;
    private final int lowByte;
    private final char delimiter;
    private final boolean canTrail;
    private final boolean quoted;
    private final int escape;

    private byte[] bytes = {};
    private int start;
    private int limit;
    private int stop;

    private int end;
    private int contentEnd;
    private int lineBreaks;
    private int quoteLineBreaks;
    private boolean quoteOpen;
    private boolean textAfterQuote;
    private boolean quoteEscaped;

    RecordScanner(FileFormat format) {
        this(format.charset(), format.delimiter(), !format.unquoted(), format.escaped());
    }

    /**
     * @param quoted whether quotes enclose cells; else they are text like any other
     * @param escaped whether a backslash escapes a quote and itself there
     */
    RecordScanner(String charset, char delimiter, boolean quoted, boolean escaped) {
        this.quoted = quoted;
        this.escape = escaped ? '\\' : NO_ESCAPE;
        this.wide = !Encoding.hasUnitsOfOneByte(charset);
        this.step = wide ? 2 : 1;
        this.lowByte = charset.equals("UTF-16BE") ? 1 : 0;
        this.delimiter = delimiter;
        this.canTrail = charset.equals("GB18030");
    }

    /**
     * Looks for the end of the record that begins at {@code from}; a blank line is an empty record.
     *
     * @param limit how many bytes of the array are filled
     * @param last whether the file ends there
     * @return false when the record goes on after {@code limit}, when there is none, or when the file ends in quotes
     */
    boolean next(byte[] buffer, int from, int limit, boolean last) {
        this.bytes = buffer;
        this.start = from;
        this.limit = limit;
        this.stop = (last ? limit : limit - step) - step;
        lineBreaks = 0;
        quoteLineBreaks = -1;
        quoteOpen = false;
        textAfterQuote = false;
        quoteEscaped = false;
        int at = from;
        while (at <= stop) {
            int unit = unit(at);
            if (unit > QUOTE) {
                at = afterOrdinary(at + step);
            } else if (unit == '\n' || unit == '\r') {
                finish(at);
                return true;
            } else if (unit == QUOTE && quoted && (at == start || isDelimiter(at - step))) {
                at = afterQuotedPart(at + step);
            } else {
                at += step;
            }
        }
        if (quoteOpen || !last || from >= limit) {
            return false;
        }
        contentEnd = limit;
        end = limit;
        return true;
    }

    /** Passes over as many bytes as can be seen at once to be neither a quote nor a line break. */
    private int afterOrdinary(int from) {
        int at = from;
        while (!wide && at + Long.BYTES <= stop && !holdsQuoteOrLess((long) EIGHT_BYTES.get(bytes, at))) {
            at += Long.BYTES;
        }
        return at;
    }

    /** Whether one of eight bytes is not above the quote; bytes of 128 and more are. */
    private static boolean holdsQuoteOrLess(long eight) {
        return (eight - (QUOTE + 1) * EACH_BYTE & ~eight & HIGH_BITS) != 0;
    }

    private void finish(int lineBreak) {
        contentEnd = lineBreak;
        end = lineBreak + step;
        if (unit(lineBreak) == '\r' && end + step <= limit && unit(end) == '\n') {
            end += step;
        }
        lineBreaks++;
    }

    /** Returns the index of the delimiter or line break after the quoted part, or one past {@code stop}. */
    private int afterQuotedPart(int inside) {
        quoteLineBreaks = lineBreaks;
        int at = closingQuote(inside);
        quoteOpen = at > stop;
        at += step;
        while (at <= stop) {
            int unit = unit(at);
            if (unit == '\n' || unit == '\r' || isDelimiter(at)) {
                return at;
            }
            textAfterQuote |= unit != ' ' && unit != '\t';
            at += step;
        }
        return at;
    }

    private int closingQuote(int inside) {
        int at = inside;
        while (at <= stop) {
            int unit = unit(at);
            if (unit == QUOTE) {
                if (!follows(at, QUOTE)) {
                    return at;
                }
                at += step;
            } else if (unit == '\n' || (unit == '\r' && !follows(at, '\n'))) {
                lineBreaks++;
            } else if (unit == escape && isEscape(at)) {
                quoteEscaped |= follows(at, QUOTE);
                at += step;
            }
            at += step;
        }
        return at;
    }

    private boolean isEscape(int at) {
        return (follows(at, QUOTE) || follows(at, '\\')) && !(canTrail && isTrailByte(at));
    }

    private boolean follows(int at, char next) {
        int successor = at + step;
        return successor + step <= limit && unit(successor) == next;
    }

    private int unit(int at) {
        if (wide) {
            return ((bytes[at + 1 - lowByte] & 0xff) << 8) | (bytes[at + lowByte] & 0xff);
        }
        return bytes[at] & 0xff;
    }

    private boolean isDelimiter(int at) {
        return unit(at) == delimiter && !(canTrail && delimiter == '|' && isTrailByte(at));
    }

    private boolean isTrailByte(int at) {
        int high = at;
        while (high > start && bytes[high - 1] < 0) {
            high--;
        }
        return (at - high) % 2 == 1;
    }

    /** Index of the first byte of the record. */
    int start() {
        return start;
    }

    /** Index after the record and its line break. */
    int end() {
        return end;
    }

    /** Index after the record, before its line break. */
    int contentEnd() {
        return contentEnd;
    }

    /** Line breaks in the record, with the one that ends it; when none was found, those seen so far. */
    int lineBreaks() {
        return lineBreaks;
    }

    /** Line breaks between the record's begin and the last quote that opened in it; negative when none did. */
    int quoteLineBreaks() {
        return quoteLineBreaks;
    }

    /** Whether {@link #next} stopped inside quotes. */
    boolean quoteOpen() {
        return quoteOpen;
    }

    /** Whether something other than spaces and tabs stands between a closing quote and the next delimiter. */
    boolean textAfterQuote() {
        return textAfterQuote;
    }

    /** Whether a quote in the record is text because a backslash escapes it. */
    boolean quoteEscaped() {
        return quoteEscaped;
    }
}
