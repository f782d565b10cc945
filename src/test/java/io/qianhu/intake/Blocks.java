package io.qianhu.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the tests of reading and parsing share: formats, limits and files at hand. */
final class Blocks {
    static final String PHONE = "13800138000";

    private Blocks() {}

    /** A file without header whose phone column is the first. */
    static FileFormat format(String charset, char delimiter) {
        return new FileFormat(charset, delimiter, 0, 1, List.of(), 0, List.of());
    }

    /** The same, with a backslash that escapes quotes. */
    static FileFormat escaped(String charset, char delimiter) {
        return new FileFormat(
                charset,
                delimiter,
                0,
                1,
                List.of(),
                0,
                List.of(),
                false,
                true,
                0,
                0,
                false,
                FileFormat.NONE,
                false,
                List.of(),
                List.of());
    }

    static IntakeLimits limits(int blockBytes, int maxRecordBytes) {
        IntakeLimits defaults = IntakeLimits.defaults();
        return new IntakeLimits(
                blockBytes,
                maxRecordBytes,
                defaults.maxColumns(),
                defaults.maxRejectCellChars(),
                defaults.sampleBytes());
    }

    static List<RowBlock> read(Path file, FileFormat format, BlockPosition from, IntakeLimits limits) {
        List<RowBlock> blocks = new ArrayList<>();
        try (BlockReader reader = new BlockReader(0, file, Fingerprint.of(file), format, from, limits)) {
            for (RowBlock block = reader.next(); block != null; block = reader.next()) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    static PlainFile plain(Path directory, byte[] bytes) {
        Path file = write(directory, bytes);
        return PlainFile.named(file, Survey.of(file));
    }

    static Path write(Path directory, byte[] bytes) {
        try {
            return Files.write(directory.resolve("numbers.csv"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
