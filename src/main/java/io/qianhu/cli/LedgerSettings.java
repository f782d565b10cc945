package io.qianhu.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the ledger is kept, {@code qianhu.ledger.*}.
 *
 * @param url JDBC URL of an H2 file database; by default one under {@code qianhu.home}. The start refuses settings that
 *     may lose what was committed
 */
record LedgerSettings(@Nullable String url) {
    /** Every commit is written before it is acknowledged, and no exit of the JVM closes the database under a run. */
    private static final String SAFE = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

    /** The URL to use for this home. */
    String urlFor(Path ledger) {
        return url == null || url.isBlank() ? "jdbc:h2:file:" + ledger + SAFE : url;
    }
}
