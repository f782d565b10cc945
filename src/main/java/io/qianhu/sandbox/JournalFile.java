package io.qianhu.sandbox;

import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** The journal as the sandbox writes it: one JSON line for each accepted task, forced to disk before the answer. */
final class JournalFile implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JournalFile.class.getName());
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final FileChannel channel;

    private JournalFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens the journal for appending, makes it first when there is none, and shows every task that it holds. A torn
     * last line is cut off with a warning.
     *
     * @throws FileSystemException when another sandbox has the journal open
     */
    static JournalFile open(Path journal, Consumer<AcceptedTask> held) throws IOException {
        Path file = journal.toAbsolutePath();
        Path directory = file.getParent();
        if (directory != null && !Files.exists(directory)) {
            Files.createDirectories(directory, ownerOnly(file, "rwx------"));
        }
        Set<StandardOpenOption> append = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(file, append, ownerOnly(file, "rw-------"));
        try {
            lock(channel, journal);
            channel.position(wholeLines(journal, held));
            if (channel.size() > channel.position()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "the last line of {0} is torn and was dropped; its task was never answered",
                        journal);
                channel.truncate(channel.position());
            }
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
        return new JournalFile(channel);
    }

    /**
     * Writes one task. It is in the file when this returns, but on disk only after {@link #force}. When it fails, for
     * example because the disk is full, the part that was written is cut off again.
     */
    void append(AcceptedTask task) throws IOException {
        byte[] json = MAPPER.writeValueAsBytes(task);
        ByteBuffer line = ByteBuffer.allocate(json.length + 1);
        line.put(json).put((byte) '\n').flip();
        long before = channel.position();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException failed) {
            channel.truncate(before);
            throw failed;
        }
    }

    /** Returns when everything appended so far is on disk. Several threads may force at once; the disk merges them. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static long wholeLines(Path journal, Consumer<AcceptedTask> held) throws IOException {
        try (JournalLines lines = new JournalLines(journal)) {
            lines.forEachRemaining(held);
            return lines.wholeBytes();
        }
    }

    private static void lock(FileChannel channel, Path journal) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException sameProcess) {
            LOG.log(System.Logger.Level.DEBUG, "the journal is open in this process already");
        }
        throw new WordedIOException(
                Message.of("message.colon", journal, Message.of("sandbox.another-sandbox-journal-open")),
                new FileSystemException(journal.toString()));
    }

    private static FileAttribute<?>[] ownerOnly(Path file, String permissions) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString(permissions);
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(owner)} : new FileAttribute<?>[0];
    }
}
