package io.qianhu.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that holds everything Qianhu keeps: ledger, reports, logs, locks. One process at a time has it; the
 * operating system gives the lock back when that process dies, in whatever way. All of it is for its owner only, since
 * it holds phone numbers.
 */
public final class Home implements AutoCloseable {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lockFile;

    private Home(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Takes the folder, making it first where it is missing.
     *
     * @return empty when another process has it
     * @throws RunRefused when the folder cannot be made or written to, or holds other things than Qianhu's
     */
    public static Optional<Home> tryTake(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            requireOwnFolder(absolute);
            makePrivate(absolute);
            FileChannel channel =
                    FileChannel.open(absolute.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel)) {
                return Optional.of(new Home(absolute, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new RunRefused("qianhu.home " + absolute + " cannot be used (" + e
                    + "); make it writable or set qianhu.home to another folder");
        }
    }

    /** A folder that others share, such as {@code /tmp}, must not be closed to them. */
    private static void requireOwnFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve(LOCK))) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (!entries.allMatch(KillSwitch::isFile)) {
                throw new RunRefused("qianhu.home " + folder
                        + " holds other files; name a folder of its own, which is made when it is missing");
            }
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    public Path reports() {
        return path.resolve("reports");
    }

    /** Copies of packed input files and of standard input, as long as they are read. */
    public Path unpacked() {
        return path.resolve("unpacked");
    }

    public Path ledgerFolder() {
        return path.resolve("ledger");
    }

    /** The database without its file extension, as its URL names it. */
    public Path ledger() {
        return ledgerFolder().resolve("qianhu");
    }

    /** The file that H2 makes of it. */
    public Path ledgerFile() {
        return ledgerFolder().resolve("qianhu.mv.db");
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets nobody but its owner read a file; on systems without POSIX it stays as it is. */
    public static void keepPrivate(Path file) throws IOException {
        if (POSIX && Files.exists(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Makes a folder that only its owner can read, or makes an existing one so; on systems without POSIX just a folder. */
    public static void makePrivate(Path folder) throws IOException {
        Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rwx------");
        if (!Files.isDirectory(folder)) {
            if (POSIX) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
            } else {
                Files.createDirectories(folder);
            }
        } else if (POSIX) {
            Files.setPosixFilePermissions(folder, ownerOnly);
        }
    }
}
