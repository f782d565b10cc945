package io.qianhu.cli;

import io.qianhu.ledger.LedgerSafety;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the ledger is kept, {@code qianhu.ledger.*}.
 *
 * @param url JDBC URL of an H2 file database; by default one under {@code qianhu.home}. The start refuses settings that
 *     may lose what was committed
 */
record LedgerSettings(@Nullable String url) {
    /** The URL to use for this home. */
    String urlFor(Path ledger) {
        return url == null || url.isBlank() ? "jdbc:h2:file:" + ledger + LedgerSafety.REQUIRED_OPTIONS : url;
    }
}
