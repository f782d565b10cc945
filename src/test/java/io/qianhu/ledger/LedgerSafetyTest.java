package io.qianhu.ledger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:./x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE",
                "jdbc:h2:file:/srv/x;db_close_on_exit=false;write_delay=0;CACHE_SIZE=65536",
                "jdbc:h2:file:C:/x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
            })
    void takesAUrlOfAFileWithSafeOptions(String url) {
        assertThatCode(() -> LedgerSafety.requireUrl(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:h2:file:./x;DB_CLOSE_ON_EXIT=FALSE | set WRITE_DELAY=0",
                "jdbc:h2:file:./x;WRITE_DELAY=01;DB_CLOSE_ON_EXIT=FALSE | set WRITE_DELAY=0",
                "jdbc:h2:file:./x;WRITE_DELAY=0 | set DB_CLOSE_ON_EXIT=FALSE",
                "jdbc:h2:file:./x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;FILE_LOCK=NO | option FILE_LOCK=NO",
                "jdbc:h2:file:./x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;AUTO_SERVER=TRUE | option AUTO_SERVER=TRUE",
                "jdbc:h2:file:./x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=500 | option WRITE_DELAY=500",
                "jdbc:h2:mem:x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE | jdbc:h2:file:PATH",
                "jdbc:h2:memFS:/x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE | jdbc:h2:file:PATH",
                "jdbc:h2:file:nioMemFS:/x;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE | jdbc:h2:file:PATH",
                "jdbc:postgresql://localhost/x;WRITE_DELAY=0 | jdbc:h2:file:PATH"
            })
    void refusesAUrlBeforeADatabaseIsMadeOfIt(String url, String message) {
        assertThatThrownBy(() -> LedgerSafety.requireUrl(url))
                .isInstanceOf(UnsafeLedger.class)
                .hasMessageContaining(message);
    }
}
