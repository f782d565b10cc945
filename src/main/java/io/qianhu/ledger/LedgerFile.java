package io.qianhu.ledger;

import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The file of the open ledger. A process goes on writing to a file that somebody has deleted or replaced, and nothing
 * fails; but all that it wrote is gone when it ends, and the next one would find no ledger and submit everything again.
 * So somebody has to look. Safe for use by several threads.
 *
 * <p>It is read through the database alone: where a second descriptor of the file is closed, the operating system takes
 * back the lock that keeps other processes out.
 */
public final class LedgerFile {
    private static final Logger log = LoggerFactory.getLogger(LedgerFile.class);
    private static final String ENDING = ".mv.db";

    /** Every H2 file begins with two blocks that begin with this. */
    private static final String HEAD = "H:";

    private static final int SMALLEST_BYTES = 2 * 4096;
    private static final int COPIED_AT_ONCE = 1 << 20;

    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?>[] OWNER_ONLY =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];

    private final DataSource dataSource;
    private final Path path;
    private final @Nullable Object key;

    private LedgerFile(DataSource dataSource, Path path, @Nullable Object key) {
        this.dataSource = dataSource;
        this.path = path;
        this.key = key;
    }

    /** The file of the database behind this data source, as it is now. */
    public static LedgerFile of(DataSource dataSource) {
        String database = JdbcClient.create(dataSource)
                .sql("select database_path()")
                .query(String.class)
                .single();
        Path path = Path.of(database + ENDING);
        try {
            return new LedgerFile(
                    dataSource,
                    path,
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            throw new WordedIOException(Message.of("ledger.ledger-file-cannot-seen", path, e), e);
        }
    }

    public Path path() {
        return path;
    }

    /**
     * Why what is written now will not be found by the next process, a half-sentence; empty while the file stands where it
     * was opened. Takes microseconds and touches no open file, so an interrupt does no harm.
     */
    public Optional<Message> missing() {
        try {
            Object now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return key == null || key.equals(now)
                    ? Optional.empty()
                    : Optional.of(Message.of("ledger.replaced-another-file-while-process"));
        } catch (NoSuchFileException e) {
            return Optional.of(Message.of("ledger.deleted-moved-while-process-had"));
        } catch (IOException e) {
            // A share that does not answer now: the file is not gone, and what cannot be written to it fails by itself.
            log.warn("The ledger's file cannot be seen now: {}", e.toString());
            return Optional.empty();
        }
    }

    /**
     * Whether the file's beginning was cut off or overwritten under the database, which would notice that only when it is
     * opened again; false when that cannot be told now. Not for a thread that may be interrupted.
     */
    public boolean damaged() {
        try (Connection connection = dataSource.getConnection()) {
            if (Files.size(path) < SMALLEST_BYTES) {
                return true;
            }
            ByteBuffer head = store(connection).readFully(null, 0, HEAD.length());
            return !HEAD.contentEquals(StandardCharsets.ISO_8859_1.decode(head.rewind()));
        } catch (SQLException | IOException | RuntimeException e) {
            // A disk that is full closes the database as well, and it opens again when there is room.
            log.info("the ledger's file could not be looked into: {}", e.toString());
            return false;
        }
    }

    /** What tells this ledger from every other one and stays the same in its copies; empty before it has tables. */
    public String id() {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        boolean hasTables = jdbc.sql(
                        "select exists(select 1 from information_schema.tables where table_name = 'flyway_schema_history')")
                .query(Boolean.class)
                .single();
        return hasTables
                ? jdbc.sql("select coalesce(cast(min(\"installed_on\") as varchar), '') from \"flyway_schema_history\"")
                        .query(String.class)
                        .single()
                : "";
    }

    /** How many times something was written to it, more or less; an earlier copy has a smaller number. */
    public long version() {
        try (Connection connection = dataSource.getConnection()) {
            return store(connection).lastChunkVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger does not say how often it was written to", e);
        }
    }

    /**
     * Writes all that the database holds to another file and forces it to the disk, also when nobody can reach the
     * ledger's own file any more. Not for a thread that may be interrupted.
     */
    public void copyTo(Path copy) throws IOException {
        try (Connection connection = dataSource.getConnection();
                FileChannel to = FileChannel.open(copy, NEW_FILE, OWNER_ONLY)) {
            FileStore<?> store = store(connection);
            // What is copied already must not be written anew meanwhile.
            boolean reuses = store.isSpaceReused();
            store.setReuseSpace(false);
            try {
                copy(store, to);
            } finally {
                store.setReuseSpace(reuses);
            }
            to.force(true);
        } catch (SQLException | RuntimeException e) {
            throw new IOException(
                    Message.of("ledger.ledger-cannot-read", e.getMessage()).english(), e);
        }
    }

    private static void copy(FileStore<?> store, FileChannel to) throws IOException {
        long size = store.size();
        for (long at = 0; at < size; at += COPIED_AT_ONCE) {
            ByteBuffer part = store.readFully(null, at, (int) Math.min(COPIED_AT_ONCE, size - at));
            part.rewind();
            while (part.hasRemaining()) {
                to.write(part);
            }
        }
    }

    private static FileStore<?> store(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore().getFileStore();
    }
}
