package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSafetyTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void acceptsAFileThatIsWrittenAtOnce() {
        assertThatNoException().isThrownBy(() -> check(LedgerOnDisk.url(directory) + ";WRITE_DELAY=0"));
    }

    @Test
    void refusesTheDefaultWriteDelay() {
        assertRefused(LedgerOnDisk.url(directory), "WRITE_DELAY is 500 ms");
    }

    @Test
    void refusesAShortWriteDelay() {
        assertRefused(LedgerOnDisk.url(directory) + ";WRITE_DELAY=1", "WRITE_DELAY is 1 ms");
    }

    @Test
    void refusesALedgerWithoutTransactions() {
        assertRefused(LedgerOnDisk.url(directory) + ";WRITE_DELAY=0;LOCK_MODE=0", "LOCK_MODE is 0");
    }

    @Test
    void refusesALedgerInMemory() {
        assertRefused("jdbc:h2:mem:ledger;WRITE_DELAY=0", "in memory");
    }

    private static void assertRefused(String url, String why) {
        assertThatExceptionOfType(UnsafeLedger.class)
                .isThrownBy(() -> check(url))
                .withMessageContaining(why);
    }

    private static void check(String url) {
        try (LedgerOnDisk database = LedgerOnDisk.emptyAt(url)) {
            LedgerSafety.require(database.jdbc);
        }
    }

    @Test
    void looksAtTheUrlBeforeADatabaseIsMadeOfIt() {
        LedgerSafety.requireUrl("jdbc:h2:file:./x;write_delay=0;DB_CLOSE_ON_EXIT=FALSE");
        for (String url :
                List.of("jdbc:h2:file:./x", "jdbc:h2:file:./x;WRITE_DELAY=01", "jdbc:h2:file:./x;WRITE_DELAY=0 ms")) {
            assertThatThrownBy(() -> LedgerSafety.requireUrl(url))
                    .isInstanceOf(UnsafeLedger.class)
                    .hasMessageContaining("WRITE_DELAY");
        }
        for (String url : List.of("jdbc:h2:mem:x;WRITE_DELAY=0", "jdbc:postgresql://localhost/x;WRITE_DELAY=0")) {
            assertThatThrownBy(() -> LedgerSafety.requireUrl(url))
                    .isInstanceOf(UnsafeLedger.class)
                    .hasMessageContaining("jdbc:h2:file:");
        }
    }
}
