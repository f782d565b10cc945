package io.qianhu.intake.unpack;

import io.qianhu.campaign.RegularFile;
import io.qianhu.intake.InputRefused;
import io.qianhu.message.Message;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How large the directory at the end of a zip archive is, and whether the archive is all of its file. The JDK reads all
 * of the directory into memory when it opens an archive, so this is looked at before.
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

    /**
     * @param bytes of the directory
     * @param offset where it begins, as the archive says
     * @param end where it ends in the file
     * @param filledBehind whether anything but zeros follows the archive
     */
    private record Place(long bytes, long offset, long end, boolean filledBehind) {}

    /**
     * @throws InputRefused when it is larger than that of an archive with so many entries, or when the file is more
     *     than one archive: the JDK takes the last one and is silent about the others
     */
    static void require(Path file, String name, int maxEntries) {
        Optional<Place> found = find(file);
        if (found.isEmpty()) {
            return;
        }
        Place place = found.get();
        if (place.bytes() > maxEntries * BYTES_FOR_AN_ENTRY) {
            throw tooManyEntries(name, maxEntries);
        }
        if (place.end() - place.bytes() > place.offset() || place.filledBehind()) {
            throw new InputRefused(
                    place.filledBehind()
                            ? Message.of("intake.something-stands-behind-zip-archive", name)
                            : Message.of("intake.something-stands-before-zip-archive", name));
        }
    }

    static InputRefused tooManyEntries(String name, int maxEntries) {
        return new InputRefused(Message.of("intake.more-entries-pack-lists", name, maxEntries));
    }

    /** Empty where there is none: then the JDK has to say what is wrong. */
    private static Optional<Place> find(Path path) {
        try (RandomAccessFile file =
                RegularFile.open(path, InputRefused::new, () -> new RandomAccessFile(path.toFile(), "r"))) {
            int length = (int) Math.min(file.length(), LONGEST_COMMENT + END_BYTES + LOCATOR_BYTES);
            long from = file.length() - length;
            ByteBuffer tail = read(file, from, length);
            for (int at = length - END_BYTES; at >= 0; at--) {
                if (tail.getInt(at) == END_SIGNATURE) {
                    return Optional.of(place(file, tail, from, at));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw InputRefused.unreadable(path, e);
        }
    }

    private static Place place(RandomAccessFile file, ByteBuffer tail, long from, int at) throws IOException {
        boolean filled = filled(tail, at + END_BYTES + (tail.getShort(at + 20) & 0xffff));
        long bytes = tail.getInt(at + 12) & IN_LONG_END;
        long offset = tail.getInt(at + 16) & IN_LONG_END;
        if (bytes < IN_LONG_END && offset < IN_LONG_END) {
            return new Place(bytes, offset, from + at, filled);
        }
        int locator = at - LOCATOR_BYTES;
        boolean located = locator >= 0 && tail.getInt(locator) == LOCATOR_SIGNATURE;
        long end = located ? tail.getLong(locator + 8) : -1;
        if (end < 0 || end > file.length() - LONG_END_BYTES) {
            return new Place(bytes, Long.MAX_VALUE, from + at, filled);
        }
        ByteBuffer longEnd = read(file, end, LONG_END_BYTES);
        long longBytes = longEnd.getLong(40);
        return new Place(longBytes < 0 ? Long.MAX_VALUE : longBytes, longEnd.getLong(48), end, filled);
    }

    private static boolean filled(ByteBuffer bytes, int from) {
        for (int at = from; at < bytes.limit(); at++) {
            if (bytes.get(at) != 0) {
                return true;
            }
        }
        return false;
    }

    private static ByteBuffer read(RandomAccessFile file, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
