package io.qianhu.cli;

import com.zaxxer.hikari.HikariDataSource;
import io.qianhu.job.Home;
import io.qianhu.ledger.LedgerFile;
import io.qianhu.ledger.LedgerSafety;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.h2.store.fs.FileUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Opens the ledger of a home.
 *
 * <ol>
 *   <li>A home that never had one gets one: it is made beside its place and put there when all its tables are in it, for
 *       H2 keeps half of them when the disk is full or the process dies.
 *   <li>One whose upgrade did not come to its end is put back as it was before.
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

    /**
     * Opens the ledger, or makes it where this home has none yet.
     *
     * @throws LedgerLost when it is not the one that this home had
     * @throws io.qianhu.ledger.UnsafeLedger when its settings could lose what was committed
     */
    static HikariDataSource open(String url, Home home) throws IOException {
        LedgerSafety.requireUrl(url);
        Home.makePrivate(home.ledgerFolder());
        return new LedgerOpening(home, url).open();
    }

    private HikariDataSource open() throws IOException {
        Optional<LedgerMark> mark = LedgerMark.read(home.path());
        // As H2 understands it, with ~ for the user's home.
        Path file = Path.of(FileUtils.toRealPath(path() + ENDING));
        LedgerUpgrade.undoUnfinished(file);
        if (Files.notExists(file)) {
            if (mark.isPresent()) {
                throw mark.get().missing(home.path(), file.toString());
            }
            make(file);
        }
        requireUsable(file);
        try {
            if (mark.isPresent()) {
                requireSame(mark.get());
            }
            return pool(place + options + ";IFEXISTS=TRUE", CONNECTIONS);
        } catch (RuntimeException | IOException e) {
            if (hasCode(e, DAMAGED) || hasCode(e, NO_SUCH_DATABASE)) {
                throw damaged(file);
            }
            throw e;
        }
    }

    /** For reading alone: closing it would write to a file that is refused, and make an old copy look younger. */
    private void requireSame(LedgerMark mark) {
        try (HikariDataSource looked = new HikariDataSource()) {
            looked.setJdbcUrl(place + options + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r");
            looked.setMaximumPoolSize(1);
            looked.setInitializationFailTimeout(1);
            mark.require(home.path(), LedgerFile.of(looked));
        }
    }

    private HikariDataSource pool(String url, int connections) throws IOException {
        HikariDataSource dataSource = new HikariDataSource();
        try {
            dataSource.setJdbcUrl(url);
            dataSource.setMaximumPoolSize(connections);
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
            throw new LedgerLost("the ledger " + file
                    + " is no file. Nothing was done; put its latest copy back and run the same" + " command again");
        }
        if (Files.size(file) < SMALLEST_BYTES) {
            throw damaged(file);
        }
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            throw new LedgerLost(
                    "the ledger " + file + " may not be read and written by this user. Nothing was done; give it"
                            + " back to the user that qianhu runs as (chown, chmod 600) and run the same command again");
        }
    }

    private static LedgerLost damaged(Path file) {
        return new LedgerLost(
                "the ledger " + file + " is damaged or cut off and cannot be read. Nothing was done; put its"
                        + " latest copy back and run the same command again");
    }

    private String path() {
        return place.substring("jdbc:h2:file:".length());
    }

    private void make(Path file) throws IOException {
        Path part = Path.of(FileUtils.toRealPath(path() + BESIDE + ENDING));
        Files.deleteIfExists(part);
        try (HikariDataSource made = pool(place + BESIDE + options, 2)) {
            Flyway.configure().dataSource(made).load().migrate();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean hasCode(Throwable failure, int code) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && sql.getErrorCode() == code);
    }
}
