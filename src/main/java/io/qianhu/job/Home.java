package io.qianhu.job;

import io.qianhu.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
    private final FileOwners owners;

    private Home(Path path, FileChannel lockFile, FileOwners owners) {
        this.path = path;
        this.owners = owners;
        this.lockFile = lockFile;
    }

    /**
     * Takes the folder, making it first where it is missing.
     *
     * @return empty when another process has it
     * @throws RunRefused when the folder cannot be made or written to, holds other things than Qianhu's, or somebody else
     *     owns it, its reports or its ledger
     */
    public static Optional<Home> tryTake(Path path) {
        return tryTake(path, FileOwners::in);
    }

    /** Who owns what in a folder. */
    @FunctionalInterface
    interface Owners {
        FileOwners in(Path folder) throws IOException;
    }

    static Optional<Home> tryTake(Path path, Owners owners) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            requireOwnFolder(absolute);
            makePrivate(absolute);
            FileChannel channel =
                    FileChannel.open(absolute.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (lock(channel)) {
                    return Optional.of(taken(absolute, channel, owners.in(absolute)));
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new RunRefused(Message.of("job.qianhu-home-cannot-used", absolute, e));
        }
    }

    private static Home taken(Path path, FileChannel lockFile, FileOwners owners) throws IOException {
        Home home = new Home(path, lockFile, owners);
        for (Path own :
                List.of(path, home.reports(), home.ledgerFolder(), home.ledgerFile(), path.resolve("ledger.json"))) {
            owners.require(own);
        }
        return home;
    }

    /** @throws RunRefused when neither this user nor root owns a file; it may be missing */
    public void requireOwn(Path file) throws IOException {
        owners.require(file);
    }

    /** A folder that others share, such as {@code /tmp}, must not be closed to them. */
    private static void requireOwnFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve(LOCK))) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (!entries.allMatch(KillSwitch::isFile)) {
                throw new RunRefused(Message.of("job.qianhu-home-holds-other-files", folder));
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

    /** Whether root owns a file. */
    public static boolean isRoots(Path file) throws IOException {
        return FileOwners.isRoots(file);
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
            try {
                Files.setPosixFilePermissions(folder, ownerOnly);
            } catch (FileSystemException e) {
                // The folder of a volume may be root's, and this user's by its group; what is made in it is private.
                if (!isRoots(folder)) {
                    throw e;
                }
            }
        }
    }
}
