package io.qianhu.intake.unpack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qianhu.intake.IntakeLimits;
import io.qianhu.intake.PlainFile;
import io.qianhu.intake.UnpackSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Makes packed files, and unpacks them into a folder of a test. */
final class Packed {
    private final Path folder;
    private UnpackSettings settings = UnpackSettings.defaults();
    private int maxRecordBytes = IntakeLimits.defaults().maxRecordBytes();

    Packed(Path folder) {
        this.folder = folder;
    }

    Packed within(long maxBytes, int maxRatio, int maxEntries, int maxTextBytes) {
        settings = new UnpackSettings(maxBytes, maxRatio, maxEntries, maxTextBytes);
        return this;
    }

    Packed withRowsUpTo(int bytes) {
        maxRecordBytes = bytes;
        return this;
    }

    Path unpacked() {
        return folder.resolve("unpacked");
    }

    PlainFiles files(byte[] standardInput) {
        return files(standardInput, () -> false);
    }

    /** As above, told to end when it asks. */
    PlainFiles files(byte[] standardInput, BooleanSupplier stop) {
        IntakeLimits limits =
                new IntakeLimits(1024, maxRecordBytes, 1000, 1000, 2048, 64L << 30, Duration.ofMinutes(30), settings);
        return new PlainFiles(unpacked(), limits, () -> new ByteArrayInputStream(standardInput), file -> stop);
    }

    Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<PlainFile> unpack(String name, byte[] bytes) {
        return unpack(name, bytes, null);
    }

    List<PlainFile> unpack(String name, byte[] bytes, @Nullable String sheet) {
        PlainFiles files = files(new byte[0]);
        return files.of(files.source(write(name, bytes), null), sheet);
    }

    List<PlainFile> unpackEverySheet(String name, byte[] bytes) {
        PlainFiles files = files(new byte[0]);
        return files.ofEveryPart(files.source(write(name, bytes), null));
    }

    /** The names of what lies in the folder of unpacked files. */
    List<String> left() {
        if (!Files.exists(unpacked())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(unpacked())) {
            return all.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(PlainFile file) {
        try {
            return Files.readString(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An archive of names and contents by turns. */
    static byte[] zip(Object... namesAndContents) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            Object content = namesAndContents[i + 1];
            entries.put((String) namesAndContents[i], content instanceof String text ? utf8(text) : (byte[]) content);
        }
        return zip(UTF_8, entries);
    }

    static byte[] zip(Charset names, Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes, names)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The bytes with every occurrence of one sequence replaced by another of the same length. */
    static byte[] replaced(byte[] bytes, byte[] from, byte[] to) {
        byte[] changed = bytes.clone();
        for (int at = 0; at + from.length <= changed.length; at++) {
            if (Arrays.equals(changed, at, at + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, changed, at, to.length);
            }
        }
        return changed;
    }
}
