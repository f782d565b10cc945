package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file, which may be several members one after the other. The JDK's own stream takes a member
 * whose beginning is cut off, and anything else behind a member, for nothing, so that rows would be lost without a
 * word; here only zero bytes may follow.
 */
final class GzipMembers extends InputStream {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final String name;
    private final InputStream packed;
    private final Budget budget;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];

    private int at;
    private int filled;
    private long before;
    private boolean inMember;
    private long memberBytes;

    /** @param name of the file, for messages */
    GzipMembers(String name, InputStream packed, Budget budget) {
        this.name = name;
        this.packed = packed;
        this.budget = budget;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            // The inflater would give nothing, as where it needs more, and what it still holds would be replaced.
            return 0;
        }
        try {
            while (inMember || beginMember()) {
                int inflated = inflater.inflate(bytes, from, length);
                if (inflated > 0) {
                    checksum.update(bytes, from, inflated);
                    memberBytes += inflated;
                    return inflated;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw damaged();
                } else {
                    feed();
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw damaged();
        }
    }

    private void feed() throws IOException {
        require(fill());
        inflater.setInput(buffer, at, filled - at);
        at = filled;
    }

    /** Returns false at the end of the file. */
    private boolean beginMember() throws IOException {
        boolean first = before == 0 && at == 0;
        if (!first && onlyZerosFollow()) {
            return false;
        }
        if (next() != 0x1f || next() != 0x8b) {
            throw new InputRefused(Message.of("intake.something-else-gzip-data-follows", name, position() - 1));
        }
        if (next() != DEFLATE) {
            throw damaged();
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | (next() << 8));
        }
        for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
            while (next() != 0) {
                // The name or comment goes on.
            }
        }
        skip((flags & HEADER_CRC) == 0 ? 0 : 2);
        inflater.reset();
        inflater.setInput(buffer, at, filled - at);
        at = filled;
        checksum.reset();
        memberBytes = 0;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        at = filled - inflater.getRemaining();
        if (four() != checksum.getValue() || four() != (memberBytes & 0xffff_ffffL)) {
            throw damaged();
        }
        inMember = false;
    }

    private boolean onlyZerosFollow() throws IOException {
        while (at < filled || fill()) {
            if (buffer[at] != 0) {
                return false;
            }
            at++;
        }
        return true;
    }

    private long four() throws IOException {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (at == filled) {
            require(fill());
        }
        return buffer[at++] & 0xff;
    }

    private void require(boolean more) {
        if (!more) {
            throw new InputRefused(Message.of("intake.gzip-data-cut-off-byte", name, position()));
        }
    }

    /** Only when every byte of the buffer was used. */
    private boolean fill() throws IOException {
        before += filled;
        filled = Math.max(0, packed.read(buffer));
        at = 0;
        budget.pass(filled);
        return filled > 0;
    }

    private long position() {
        return before + at;
    }

    private InputRefused damaged() {
        return new InputRefused(Message.of("intake.gzip-data-damaged-before-byte", name, position()));
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
