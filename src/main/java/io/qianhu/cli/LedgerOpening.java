package io.qianhu.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.job.Home;
import io.qianhu.ledger.LedgerFile;
import io.qianhu.ledger.LedgerSafety;
import io.qianhu.message.Message;
import io.qianhu.message.WordedIOException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.h2.store.fs.FileUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Opens the ledger of a home.
 *
 * <ol>
 *   <li>A home that never had one gets one: it is made beside its place and put there when all its tables are in it, for
 *       H2 keeps half of them when the disk is full or the process dies.
 *   <li>One of an older version is copied, and the copy brought up to date and put in its place; until then the older
 *       version can go on with what it had. Who only looks is given such a copy, which goes with the look, and the ledger
 *       stays as it is.
 *   <li>It is opened where it is and never made by opening: a file that was deleted under this process, or before it,
 *       must not come back empty.
 *   <li>It must be the one that the home remembers, and not an earlier copy.
 * </ol>
 */
final class LedgerOpening {
    /** Chunk, intent and several outcomes at one time; the rest waits a moment for a connection. */
    private static final int CONNECTIONS = 8;

    private static final String ENDING = ".mv.db";
    private static final String BESIDE = "-new";
    private static final String LOOKED_AT = "-looked-at";
    private static final String BEING_MADE = ".making";
    private static final String IF_EXISTS = ";IFEXISTS=TRUE";

    /** H2 begins each file with two blocks, and would begin a shorter one anew. */
    private static final int SMALLEST_BYTES = 2 * 4096;

    private static final int NO_SUCH_DATABASE = 90146;
    private static final int DAMAGED = 90030;

    private final Home home;
    private final String place;
    private final String options;

    private LedgerOpening(Home home, String url) {
        this.home = home;
        int end = url.indexOf(';');
        this.place = url.substring(0, end);
        this.options = url.substring(end);
    }

    /** What the ledger is opened for. */
    enum Purpose {
        WORK,
        /** Nothing is going to be changed, so an older ledger is not either. */
        LOOK
    }

    /** A copy of an older ledger, up to date; it is deleted when it is closed. */
    static final class Copy extends HikariDataSource {
        private final LedgerOpening of;

        private Copy(LedgerOpening of) {
            this.of = of;
        }

        @Override
        public void close() {
            super.close();
            try {
                of.delete(LOOKED_AT);
            } catch (IOException e) {
                throw new WordedIOException(Message.of("cli.copy-ledger-cannot-deleted", e.getMessage()), e);
            }
        }
    }

    /**
     * Opens the ledger, or makes it where this home has none yet.
     *
     * @return a {@link Copy} where somebody looks at an older one
     * @throws LedgerLost when it is not the one that this home had
     * @throws io.qianhu.ledger.UnsafeLedger when its settings could lose what was committed
     */
    static HikariDataSource open(String url, Home home, Purpose purpose) throws IOException {
        LedgerSafety.requireUrl(url);
        Home.makePrivate(home.ledgerFolder());
        return new LedgerOpening(home, url).open(purpose);
    }

    private HikariDataSource open(Purpose purpose) throws IOException {
        Optional<LedgerMark> mark = LedgerMark.read(home.path());
        // As H2 understands it, with ~ for the user's home.
        Path file = file("");
        if (Files.notExists(file)) {
            if (mark.isPresent()) {
                throw mark.get().missing(home.path(), file.toString());
            }
            alone(file, () -> {
                if (Files.notExists(file)) {
                    make(file);
                }
            });
        }
        requireUsable(file);
        home.requireOwn(file);
        try {
            if (isOlder(mark)) {
                if (purpose == Purpose.LOOK) {
                    alone(file, () -> copyUpToDate(file, LOOKED_AT));
                    return pool(new Copy(this), place + LOOKED_AT + options + IF_EXISTS);
                }
                alone(file, () -> {
                    if (isOlder(mark)) {
                        upgrade(file);
                    }
                });
            }
            return pool(new HikariDataSource(), place + options + IF_EXISTS);
        } catch (RuntimeException | IOException e) {
            if (hasCode(e, DAMAGED) || hasCode(e, NO_SUCH_DATABASE)) {
                throw damaged(file);
            }
            throw e;
        }
    }

    /**
     * Whether its tables are those of an older version. For reading alone: closing it would write to a file that is refused,
     * and make an old copy look younger.
     *
     * @param mark what the ledger must be, where the home remembers one
     */
    private boolean isOlder(Optional<LedgerMark> mark) {
        try (HikariDataSource looked = new HikariDataSource()) {
            looked.setJdbcUrl(place + options + IF_EXISTS + ";ACCESS_MODE_DATA=r");
            // One for Flyway's look at its table, one for ours.
            looked.setMaximumPoolSize(2);
            looked.setInitializationFailTimeout(1);
            LedgerFile found = LedgerFile.of(looked);
            mark.ifPresent(remembered -> remembered.require(home.path(), found));
            return Flyway.configure().dataSource(looked).load().info().pending().length > 0;
        }
    }

    @FunctionalInterface
    private interface Making {
        void make() throws IOException;
    }

    /** Two homes may have one ledger, and the later of two that make it would put an empty one in the place of the other's. */
    private static void alone(Path file, Making making) throws IOException {
        Path lock = Path.of(file + BEING_MADE);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel)) {
            if (held == null) {
                throw new LedgerLost(Message.of("cli.ledger-just-being-made-brought", file));
            }
            Home.keepPrivate(lock);
            making.make();
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private HikariDataSource pool(HikariDataSource dataSource, String url) throws IOException {
        try {
            dataSource.setJdbcUrl(url);
            dataSource.setMaximumPoolSize(CONNECTIONS);
            dataSource.setInitializationFailTimeout(1);
            LedgerSafety.require(JdbcClient.create(dataSource));
            Home.keepPrivate(home.ledgerFile());
            return dataSource;
        } catch (RuntimeException | IOException e) {
            dataSource.close();
            throw e;
        }
    }

    /** H2 would say less, or open it for reading only. */
    private static void requireUsable(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new LedgerLost(Message.of("cli.ledger-no-file", file));
        }
        if (Files.size(file) < SMALLEST_BYTES) {
            throw damaged(file);
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new LedgerLost(Message.of("cli.ledger-may-not-read-written", file));
        }
    }

    private static LedgerLost damaged(Path file) {
        return new LedgerLost(Message.of("cli.ledger-damaged-cut-off-cannot", file));
    }

    private String path() {
        return place.substring("jdbc:h2:file:".length());
    }

    private void make(Path file) throws IOException {
        delete(BESIDE);
        try {
            migrate(BESIDE);
            Files.move(file(BESIDE), file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(BESIDE);
        }
    }

    private void upgrade(Path file) throws IOException {
        // A process that died may have left it.
        delete(LOOKED_AT);
        try {
            copyUpToDate(file, BESIDE);
            Files.move(file(BESIDE), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            delete(BESIDE);
        }
    }

    private void copyUpToDate(Path file, String beside) throws IOException {
        delete(beside);
        Path copy = file(beside);
        try {
            Files.copy(file, copy);
        } catch (IOException e) {
            delete(beside);
            throw new WordedIOException(Message.of("cli.ledger-older-version", copy, e.getMessage()), e);
        }
        migrate(beside);
    }

    /** With what H2 writes about errors beside it. */
    private void delete(String beside) throws IOException {
        Files.deleteIfExists(file(beside));
        Files.deleteIfExists(Path.of(FileUtils.toRealPath(path() + beside + ".trace.db")));
    }

    private Path file(String beside) {
        return Path.of(FileUtils.toRealPath(path() + beside + ENDING));
    }

    /** Forced to the disk, since a file that takes another's place may otherwise be there before its content is. */
    private void migrate(String beside) throws IOException {
        try (HikariDataSource made = pool(new HikariDataSource(), place + beside + options)) {
            Home.keepPrivate(file(beside));
            Flyway.configure().dataSource(made).load().migrate();
        }
        try (FileChannel written = FileChannel.open(file(beside), StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }

    private static boolean hasCode(Throwable failure, int code) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && sql.getErrorCode() == code);
    }
}
