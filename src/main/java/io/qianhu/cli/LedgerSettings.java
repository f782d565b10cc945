package io.qianhu.cli;

import io.qianhu.ledger.LedgerSafety;
import io.qianhu.ledger.LedgerSync;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the ledger is kept, {@code qianhu.ledger.*}.
 *
 * @param url JDBC URL of an H2 file database; by default one under {@code qianhu.home}. The start refuses settings that
 *     may lose what was committed
 * @param sync what an acknowledged commit survives: a power cut with {@code disk}, the death of the process alone with
 *     {@code process}. Default {@code disk}
 */
record LedgerSettings(
        @Nullable String url, @DefaultValue("disk") LedgerSync sync) {
    /** The URL to use for this home. */
    String urlFor(Path ledger) {
        return url != null && !isBelowHome() ? url : "jdbc:h2:file:" + ledger + LedgerSafety.REQUIRED_OPTIONS;
    }

    /** Whether the path of the home is a part of the URL. */
    boolean isBelowHome() {
        return url == null || url.isBlank();
    }
}
