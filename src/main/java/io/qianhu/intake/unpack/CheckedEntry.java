package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** The content of an entry; its size and checksum, which the JDK does not look at, must be right when it ends. */
final class CheckedEntry extends BulkStream {
    private final String name;
    private final ZipEntry entry;
    private final CRC32 checksum = new CRC32();
    private long bytes;

    /** @param name of archive and entry, for messages */
    CheckedEntry(String name, ZipEntry entry, InputStream content) {
        super(content);
        this.name = name;
        this.entry = entry;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int read;
        try {
            read = in.read(buffer, from, length);
        } catch (ZipException | EOFException e) {
            throw damaged();
        }
        if (read > 0) {
            checksum.update(buffer, from, read);
            bytes += read;
        } else if (read < 0 && (checksum.getValue() != entry.getCrc() || bytes != entry.getSize())) {
            throw damaged();
        }
        return read;
    }

    /** Reads what a parser had no need of, so that all of it is checked. */
    void drain() throws IOException {
        byte[] rest = new byte[8192];
        while (read(rest, 0, rest.length) >= 0) {
            // Only the end matters.
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private InputRefused damaged() {
        return new InputRefused(Message.of("intake.zip-data-damaged-cut-off", name));
    }
}
