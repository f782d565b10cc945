package io.qianhu.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A directory whose files only their owner may read, where the file system knows owners, and whose files are there whole
 * or not at all: each is written beside its place, forced to the disk and then moved over the old one in one step.
 */
final class OwnerOnlyDirectory {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final boolean posix;

    /** What goes into a file. */
    @FunctionalInterface
    interface Content {
        void write(Writer out) throws IOException;
    }

    private OwnerOnlyDirectory(Path path) {
        this.path = path;
        this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Makes the directory, and those above it, where they are missing. */
    static OwnerOnlyDirectory at(Path path) throws IOException {
        OwnerOnlyDirectory directory = new OwnerOnlyDirectory(path);
        Files.createDirectories(path, directory.permissions(DIRECTORY));
        if (directory.posix) {
            Files.setPosixFilePermissions(path, DIRECTORY);
        }
        return directory;
    }

    /** Replaces the file of this name, in UTF-8; when writing fails, the old one stays as it was. */
    void replace(String name, Content content) throws IOException {
        // One fixed name, and not a random one: what a crash leaves behind is gone with the next report.
        Path unfinished = path.resolve(name + ".tmp");
        Files.deleteIfExists(unfinished);
        try {
            write(unfinished, content);
            Files.move(unfinished, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void write(Path file, Content content) throws IOException {
        Set<StandardOpenOption> newFile = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = FileChannel.open(file, newFile, permissions(FILE));
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
            content.write(out);
            out.flush();
            channel.force(true);
        }
    }

    private FileAttribute<?>[] permissions(Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
