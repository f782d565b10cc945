package io.qianhu.intake;

import io.qianhu.campaign.RegularFile;
import io.qianhu.message.Message;
import io.qianhu.number.Masking;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The lines of a text as they stand, without a word on cells or quotes. What cannot be decoded becomes U+FFFD, and only
 * the first byte of it, so that no digit behind is swallowed. Not thread-safe.
 */
final class LenientLines implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** MD5, SHA-1 and SHA-256 in hexadecimal digits, and what Base64 fills up. */
    private static final Pattern HASH =
            Pattern.compile("(?<![\\w+/])(?:(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})"
                    + "(?![\\w+/=])|[A-Za-z0-9+/]{10,}={1,2}(?![\\w+/=]))");

    private static final int SHORTEST_HASH = 11;
    private static final char REPLACEMENT = '\uFFFD';

    private final PlainFile file;
    private final IntakeLimits limits;
    private final FileChannel channel;
    private final CharsetDecoder decoder;
    private final int unitBytes;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);

    private char[] chars = new char[2 * BUFFER_BYTES];
    private int filled;
    private int from;
    private int to;
    private int next;
    private long line;
    private boolean ended;

    /**
     * Opens the file behind its byte order mark.
     *
     * @throws InputRefused when it cannot be opened
     */
    LenientLines(PlainFile file, Encoding encoding, IntakeLimits limits) {
        this.file = file;
        this.limits = limits;
        this.decoder = Charset.forName(encoding.charset())
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.unitBytes = Encoding.hasUnitsOfOneByte(encoding.charset()) ? 1 : 2;
        try {
            this.channel = RegularFile.open(file.path(), InputRefused::new).position(encoding.markBytes());
        } catch (IOException e) {
            throw InputRefused.unreadable(file.path(), e);
        }
        bytes.flip();
    }

    /**
     * Goes to the next line, the first one to begin with.
     *
     * @return false behind the last one
     * @throws InputRefused when the line is longer than {@link IntakeLimits#maxRecordBytes}, or cannot be read
     */
    boolean next() {
        from = next;
        int at = from;
        while (true) {
            while (at < filled && chars[at] != '\n' && chars[at] != '\r') {
                at++;
            }
            // A CR at the end of what is there may be one half of a line break.
            if (at < filled - 1 || (at < filled && (chars[at] == '\n' || ended))) {
                to = at;
                boolean both = chars[at] == '\r' && at + 1 < filled && chars[at + 1] == '\n';
                next = at + (both ? 2 : 1);
                line++;
                return true;
            }
            if (ended) {
                to = filled;
                next = filled;
                line++;
                return to > from;
            }
            at -= from;
            fill();
            at += from;
        }
    }

    /** Holds the line from {@link #from} to {@link #to}, until the next one is asked for. */
    char[] chars() {
        return chars;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether people see nothing in the line, not even an empty cell. */
    boolean isBlank() {
        for (int at = from; at < to; at++) {
            if (!Character.isWhitespace(chars[at])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the line holds what programs make of a number so that nobody can read it. */
    boolean holdsHash() {
        return to - from >= SHORTEST_HASH
                && HASH.matcher(CharBuffer.wrap(chars, from, to - from)).find();
    }

    /** The line as {@link Masking#maskExample} shows it. */
    String example() {
        return Masking.maskExample(new String(chars, from, to - from).strip());
    }

    /** Number of the line, from 1. */
    long line() {
        return line;
    }

    /** Moves what is left of the line to the front and decodes what comes behind it. */
    private void fill() {
        System.arraycopy(chars, from, chars, 0, filled - from);
        filled -= from;
        from = 0;
        if (filled > limits.maxRecordBytes()) {
            throw new InputRefused(Message.of("intake.row-too-long", file.name(), line + 1, limits.maxRecordBytes()));
        }
        if (chars.length - filled < BUFFER_BYTES) {
            chars = Arrays.copyOf(chars, 2 * chars.length);
        }
        try {
            bytes.compact();
            boolean atEnd = false;
            while (bytes.hasRemaining() && !atEnd) {
                atEnd = channel.read(bytes) < 0;
            }
            bytes.flip();
            decode(atEnd);
        } catch (IOException e) {
            throw InputRefused.unreadable(file.path(), e);
        }
    }

    private void decode(boolean atEnd) {
        CharBuffer text = CharBuffer.wrap(chars, filled, chars.length - filled);
        CoderResult result = decoder.decode(bytes, text, atEnd);
        while (result.isError() && text.hasRemaining()) {
            bytes.position(bytes.position() + Math.min(unitBytes, bytes.remaining()));
            text.put(REPLACEMENT);
            result = decoder.decode(bytes, text, atEnd);
        }
        if (unitBytes > 1 && Encoding.holdsDigitsOfOneByte(chars, filled, text.position())) {
            throw Encoding.mixed(file.name());
        }
        filled = text.position();
        ended = atEnd && !bytes.hasRemaining();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw InputRefused.unreadable(file.path(), e);
        }
    }
}
