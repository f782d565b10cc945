package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
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
}
