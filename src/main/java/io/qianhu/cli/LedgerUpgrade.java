package io.qianhu.cli;

import io.qianhu.ledger.LedgerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Brings the tables of an older version's ledger up to date, whole or not at all. H2 keeps what was changed until the disk
 * was full or the process died, and from there no version of Qianhu goes on; so a copy is made first, and the next start
 * puts it back unless all was changed.
 */
final class LedgerUpgrade implements FlywayMigrationStrategy {
    private static final String BEFORE = ".before-upgrade";

    private final LedgerFile file;

    LedgerUpgrade(LedgerFile file) {
        this.file = file;
    }

    @Override
    public void migrate(Flyway flyway) {
        if (flyway.info().pending().length == 0) {
            flyway.migrate();
            return;
        }
        Path copy = Path.of(file.path() + BEFORE);
        Path part = Path.of(copy + ".part");
        try {
            Files.deleteIfExists(part);
            file.copyTo(part);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the ledger is of an older version, and cannot be copied to " + copy + " before it is changed: "
                            + e.getMessage(),
                    e);
        }
        flyway.migrate();
        try {
            Files.delete(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param ledger the file of a ledger that is not open */
    static void undoUnfinished(Path ledger) throws IOException {
        Path copy = Path.of(ledger + BEFORE);
        if (Files.exists(copy)) {
            Files.move(copy, ledger, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
