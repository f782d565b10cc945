package io.qianhu.intake.unpack;

import io.qianhu.intake.InputRefused;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * How large the directory at the end of a zip archive is. The JDK reads all of it into memory when it opens an archive,
 * so this is looked at before.
 */
final class ZipDirectory {
    private static final int END_BYTES = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int LOCATOR_BYTES = 20;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LONG_END_BYTES = 56;
    private static final long IN_LONG_END = 0xffff_ffffL;

    /** Ours: the longest name of an entry and as much again for what else stands there. */
    private static final long BYTES_FOR_AN_ENTRY = 1024;

    private ZipDirectory() {}

    /** @throws InputRefused when it is larger than that of an archive with so many entries */
    static void requireSmall(Path file, String name, int maxEntries) {
        long bytes = bytes(file);
        if (bytes > maxEntries * BYTES_FOR_AN_ENTRY) {
            throw tooManyEntries(name, maxEntries);
        }
    }

    static InputRefused tooManyEntries(String name, int maxEntries) {
        return new InputRefused(name + ": has more than " + maxEntries
                + " entries; pack only the lists, or raise qianhu.intake.unpack.max-entries");
    }

    /** 0 where there is none: then the JDK has to say what is wrong. */
    private static long bytes(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int length = (int) Math.min(file.length(), LONGEST_COMMENT + END_BYTES + LOCATOR_BYTES);
            long from = file.length() - length;
            ByteBuffer tail = read(file, from, length);
            for (int at = length - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) == END_SIGNATURE) {
                    long bytes = tail.getInt(at + 12) & IN_LONG_END;
                    return bytes == IN_LONG_END ? longBytes(file, tail, at - LOCATOR_BYTES) : bytes;
                }
            }
            return 0;
        } catch (IOException e) {
            throw InputRefused.unreadable(path, e);
        }
    }

    private static long longBytes(RandomAccessFile file, ByteBuffer tail, int locator) throws IOException {
        if (locator < 0 || tail.getInt(locator) != LOCATOR_SIGNATURE) {
            return IN_LONG_END;
        }
        long end = tail.getLong(locator + 8);
        boolean inFile = end >= 0 && end <= file.length() - LONG_END_BYTES;
        long bytes = inFile ? read(file, end, LONG_END_BYTES).getLong(40) : IN_LONG_END;
        return bytes < 0 ? Long.MAX_VALUE : bytes;
    }

    private static ByteBuffer read(RandomAccessFile file, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
