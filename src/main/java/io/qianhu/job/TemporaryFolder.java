package io.qianhu.job;

import io.qianhu.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for its owner only, which is deleted with all that is in it when it is closed, or else by the next process
 * that makes one: what lies in it holds phone numbers.
 *
 * <p>How a process that died is known:
 *
 * <ol>
 *   <li>The folder holds a file that its process has locked. The operating system gives the lock back when that process
 *       ends, in whatever way.
 *   <li>Whoever can take the lock deletes the folder, and the lock's file last, before giving it back.
 *   <li>So a process that has the lock of a new folder, and still sees its file, keeps it. Otherwise somebody came
 *       between making and locking, and it makes another folder.
 *   <li>Folders of other users, and those without the file, are nobody's proof and stay.
 * </ol>
 */
final class TemporaryFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TemporaryFolder.class);
    private static final String PREFIX = "qianhu-check-";
    private static final String LOCK = "lock";

    /** Where a system knows file locks by process, opening and closing the file once more would give the lock back. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws RunRefused when the system's folder for temporary files cannot be written to */
    static TemporaryFolder make() {
        return make(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** As above, among those in {@code parent}. */
    static TemporaryFolder make(Path parent) {
        try {
            TemporaryFolder made = makeLocked(parent.toRealPath());
            made.deleteLeftOvers();
            return made;
        } catch (IOException e) {
            throw new RunRefused(Message.of("job.no-temporary-folder-can-made", parent, e));
        }
    }

    private static TemporaryFolder makeLocked(Path parent) throws IOException {
        while (true) {
            Path path = Files.createTempDirectory(parent, PREFIX);
            OURS.add(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            boolean locked = lock(channel);
            if (locked && Files.exists(path.resolve(LOCK))) {
                return new TemporaryFolder(path, channel);
            }
            channel.close();
            OURS.remove(path);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    private void deleteLeftOvers() throws IOException {
        UserPrincipal user = Files.getOwner(path);
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(Objects.requireNonNull(path.getParent()), PREFIX + "*")) {
            for (Path other : all) {
                try {
                    if (!OURS.contains(other) && mayBeLeftOver(other, user)) {
                        deleteUnlessHeld(other);
                    }
                } catch (IOException e) {
                    log.warn("{} was left by a process that died and cannot be deleted; delete it by hand.", other, e);
                }
            }
        }
    }

    private static boolean mayBeLeftOver(Path folder, UserPrincipal user) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)
                && Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS);
    }

    private static void deleteUnlessHeld(Path folder) throws IOException {
        try (FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (lock(channel)) {
                deleteContent(folder);
                deleteWithLock(folder);
            }
        }
    }

    private static void deleteContent(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> inner = all.filter(file -> !file.equals(folder) && !file.equals(folder.resolve(LOCK)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path file : inner) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void deleteWithLock(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }

    @Override
    public void close() {
        try {
            deleteContent(path);
            lock.close();
            // Some systems delete no open file.
            deleteWithLock(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OURS.remove(path);
        }
    }
}
